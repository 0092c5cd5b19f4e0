//! Weerwoord: a publication with a comment board.

pub mod account;
pub mod article;
pub mod captcha;
pub mod comment;
pub mod config;
pub mod error;
pub mod limits;
pub mod locale;
pub mod markup;
pub mod moderation;
pub mod store;
