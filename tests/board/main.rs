//! The board's tests: stories told through the router, each with a database of its own. `harness` has the words they are told in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod appeals;
mod articles;
mod authors;
mod avatars;
mod bans;
mod browser;
mod cache;
mod captcha;
mod comments;
mod crowd;
mod desk;
mod faults;
mod feeds;
mod fuzz;
mod gate;
mod harness;
mod language;
mod layers;
mod login;
mod lost_commits;
mod mail;
mod migrations;
mod moderation;
mod people;
mod pictures;
mod reports;
mod roles;
mod routes;
mod running;
mod search;
mod second_factor;
mod secrets;
mod settings;
mod sharing;
mod smtp;
mod standby;
mod store;
mod takeover;
mod texts;
mod transfer;
mod useful;
mod words;
mod writing;
