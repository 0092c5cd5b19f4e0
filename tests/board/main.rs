//! The board's tests: stories told through the router, each with a database of its own. `harness` has the words they are told in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod appeals;
mod articles;
mod browser;
mod captcha;
mod comments;
mod harness;
mod language;
mod layers;
mod login;
mod migrations;
mod moderation;
mod reports;
mod routes;
mod running;
mod store;
