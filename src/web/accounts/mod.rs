//! Accounts of members: registration, log-in and log-out, links by e-mail, and account settings.

pub(super) mod account;
mod attempt;
pub(super) mod change;
mod check;
pub(super) mod confirm;
pub(super) mod data;
mod device;
pub(super) mod forgot;
pub(super) mod invitation;
pub(super) mod leave;
mod links;
pub(super) mod login;
pub(super) mod my_comments;
pub(super) mod openid;
pub(super) mod passkeys;
mod pending;
pub(super) mod picture;
pub(super) mod register;
pub(super) mod second_factor;
pub(super) mod second_step;
pub(super) mod sessions;
pub(super) mod setup;
pub(super) mod tokens;
