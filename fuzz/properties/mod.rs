//! Properties that must hold for any input.
//!
//! They are shared by the fuzz targets of this folder and by `tests/board/fuzz.rs`, which checks
//! them for every saved input on each test run.

mod board;
mod cookie;
mod form;
mod markdown;
mod page;
mod tries;
mod typed;
mod work;

pub use cookie::cookie;
pub use form::form;
pub use markdown::markdown;
pub use tries::tries;
pub use typed::typed;
pub use work::{texts, work};
