//! Imports: staging, plan, and writing in one transaction.

mod comments;
pub(super) mod plan;
pub(super) mod staging;
pub(super) mod write;

pub use plan::{OpenThread, Target};
pub use staging::{PlannedContent, StagedComment, StagedList, StagedThread, Staging};
pub use write::ImportRun;
