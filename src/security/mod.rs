//! Encrypted secrets and tokens.

pub mod encryption;
pub mod token;
