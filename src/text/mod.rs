//! Characters, addresses, host names and differences between texts.

pub mod address;
pub mod characters;
pub mod diff;
pub mod domain;
