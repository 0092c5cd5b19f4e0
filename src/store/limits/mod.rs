//! Rows that bound what may be done: shared rate limits, captcha challenges and counters.

pub(super) mod buckets;
pub(super) mod challenges;
pub(super) mod counters;

pub use buckets::{Refused, Take};
pub use challenges::{Answer, Kind, Live, Making};
pub use counters::{Counter, Hour, Pressure};
