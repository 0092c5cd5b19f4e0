//! Weerwoord: a publication with a comment board, in one binary.
//!
//! Find the noun, then the layer: `comment` holds the rules of a comment, `store::comments` its
//! database queries, `web::comments` and `web::articles` its handlers, `templates/` its HTML.
//! Dependencies point in one direction only, which `tests/board/layers.rs` checks:
//!
//! ```text
//! main → cli → web, jobs, backup, transfer, demo → app → store, mail, cache, traces → rules → …
//! ```
//!
//! Rules do no I/O: time and random bytes are arguments. The store knows the rules and never the
//! pages. A handler has five visible steps, always in this order: authentication, input, rules,
//! store, response.

// Rules.
pub mod account;
pub mod article;
pub mod branding;
pub mod captcha;
pub mod comment;
pub mod legal_facts;
pub mod limits;
pub mod markup;
pub mod moderation;
pub mod navigation;
pub mod notify;
pub mod picture;
pub mod score;
pub mod search;
pub mod security;
pub mod sites;
pub mod static_page;
pub mod text;
pub mod webhook;
pub mod writing;

// Foundation.
pub mod config;
pub mod error;
pub mod locale;

// Files of other systems, traces, cache, HTTP client, e-mail, key file and database.
pub mod cache;
pub mod http_client;
pub mod import;
pub mod mail;
pub mod store;
pub mod traces;

// Application state.
pub mod app;

// Background work.
pub mod backup;
pub mod demo;
pub mod jobs;
pub mod transfer;

// HTTP.
pub mod web;

// Command line.
pub mod cli;
