//! Somebody's account: logging in and out, and everything they may do with it.

mod login;

pub(super) use login::{form as log_in_form, log_in, log_out};
