//! API, version 1: what pages tell, as JSON, from the same rules and the same rows.
//!
//! No cookie counts here; a program acts for an account by a token. Errors become problem details
//! in `page::finalize`. Each file holds one noun: its handlers, and the shapes of their answers,
//! of which `openapi` makes the description.

pub(super) mod account;
pub(super) mod articles;
mod bearer;
pub(super) mod challenges;
pub(super) mod comments;
mod cors;
pub(super) mod counts;
mod json;
pub(super) mod moderation;
pub(super) mod openapi;
pub(super) mod page;
mod paging;
pub(super) mod posting;
mod problems;
mod refusal;
pub(super) mod search;

pub(super) use cors::cors;
