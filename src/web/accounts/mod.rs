//! Somebody's account: logging in and out, and everything they may do with it.

mod account;
mod change;
mod confirm;
mod data;
mod device;
mod leave;
mod login;
mod sessions;

pub(super) use account::show;
pub(super) use change::{email, keys, mail, name, password};
pub(super) use data::download;
pub(super) use leave::{form as leave_form, gone, leave};
pub(super) use login::{form as log_in_form, log_in, log_out};
pub(super) use sessions::end as end_sessions;
