//! What must hold whatever comes in: said once, for the fuzz targets of this folder and for `tests/board/fuzz.rs`, which tells
//! it of every kept input on each run of the tests.

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
