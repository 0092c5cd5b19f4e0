//! Weerwoord: a publication with a comment board, in one binary.
//!
//! Find the noun, then the layer: `comment` holds the rules of a comment, `store::comments` its rows, `web::comments` and
//! `web::articles` its pages, `templates/` what they look like. Everything points one way, kept by `tests/board/layers.rs`:
//!
//! ```text
//! main → cli → web, jobs, transfer, demo → app → gate, store → rules → error, locale
//! ```
//!
//! Rules know no I/O: time and chance come in as arguments. The store knows the rules and never the pages. A handler is five
//! visible steps, always in this order: who, input, rule, store, answer.

// Rules.
pub mod account;
pub mod admission;
pub mod appeal;
pub mod article;
pub mod ban;
pub mod captcha;
pub mod card;
pub mod characters;
pub mod comment;
pub mod diff;
pub mod domain;
pub mod generation;
pub mod limits;
pub mod look;
pub mod markup;
pub mod moderation;
pub mod notify;
pub mod picture;
pub mod press;
pub mod report;
pub mod rule;
pub mod search;
pub mod second_factor;

pub mod share;
pub mod text;
pub mod thread;
pub mod ticket;
pub mod writing;

// What everything stands on.
pub mod config;
pub mod encryption;
pub mod error;
pub mod locale;

// Doors to the outside.
pub mod cache;
pub mod mail;
pub mod secrets;
pub mod store;

// The running board.
pub mod app;
pub mod cpu_pool;
pub mod gate;
pub mod presence;

// Work.
pub mod demo;
pub mod jobs;
pub mod transfer;

// Pages.
pub mod web;

// Commands.
pub mod cli;
