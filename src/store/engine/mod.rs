//! Databases underneath the store: opening, writing, batching, servers, change triggers and rows.

#[cfg(test)]
mod api_plans;
pub(super) mod batch;
pub(super) mod change_triggers;
pub(super) mod clock;
pub(super) mod commit_group;
pub(super) mod database_file;
pub(super) mod doubt;
pub(super) mod executor;
pub(super) mod failure;
pub(super) mod interrupt;
pub(super) mod maintenance;
#[cfg(test)]
mod old_board_plans;
pub(super) mod open;
pub(super) mod open_error;
pub(super) mod outdated;
#[cfg(test)]
pub(super) mod plans;
pub(super) mod reader;
pub(super) mod retention;
pub(super) mod rows;
#[cfg(test)]
mod score_plans;
#[cfg(test)]
mod search_plans;
pub(super) mod server;
pub(super) mod server_group;
#[cfg(test)]
mod site_plans;
pub(super) mod size;
pub(super) mod standby;
pub(super) mod statement;
pub(super) mod tables;
pub(super) mod transaction;
pub(super) mod values;
pub(super) mod write_connection;
pub(super) mod writer;
