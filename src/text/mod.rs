//! Characters, host names and differences between texts.

pub mod characters;
pub mod diff;
pub mod domain;
