//! Imports: staging, plan, and writing in one transaction.

mod comments;
mod contents;
mod lists;
mod old_addresses;
mod own_export;
mod pictures;
mod plan;
mod site_pages;
mod staging;
mod undo;
mod write;

pub use contents::{NewContent, NewPath, OldPlace, PlannedCounts, StagedPerson};
pub use lists::StagedList;
pub use old_addresses::{IMPORTED_PER_PAGE, ImportedComment, OldPath};
pub use own_export::{NewRows, RowStream};
pub use pictures::PICTURE;
pub use plan::{OpenThread, Target};
pub use staging::{
    OpenPicture, PlannedContent, StagedAddress, StagedComment, StagedPicture, StagedThread, Staging,
};
pub use undo::{BuiltUpon, StoredImport, Undone};
pub use write::ImportRun;
