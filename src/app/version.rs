//! Version of this program.

use std::sync::LazyLock;

use crate::store;

/// Number of the release.
pub const RELEASE: &str = env!("CARGO_PKG_VERSION");
/// Commit that the program was built from: `WEERWOORD_COMMIT` when it was built, else empty.
pub const COMMIT: &str = match option_env!("WEERWOORD_COMMIT") {
    Some(commit) => commit,
    None => "",
};

/// Returns release, commit and schema in one line: `0.1.0 (commit 25cc5ca, schema 28)`.
pub fn line() -> &'static str {
    static LINE: LazyLock<String> = LazyLock::new(|| {
        let commit = if COMMIT.is_empty() { "unknown" } else { COMMIT };
        format!("{RELEASE} (commit {commit}, schema {})", store::schema())
    });
    &LINE
}
