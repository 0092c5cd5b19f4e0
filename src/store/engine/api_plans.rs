//! Query plans of SQLite for the statements of the API, which `plans` checks with the others.

use crate::store::Store;

/// Each statement and the indexes it must use.
pub(super) const API_PLANS: &[(&str, &[&str])] = &[
    (Store::API_TOKENS_OF, &["api_tokens_account"]),
    (Store::API_TOKEN, &["sqlite_autoindex_api_tokens_1 (hash=?)"]),
    (Store::NEWEST_AFTER, &["articles_newest"]),
    (
        Store::OLDEST_AFTER,
        &["comments_threads (article_id=? AND ordinal>?)", "comments_answers (root_id=?)"],
    ),
    (
        Store::NEWEST_THREADS_AFTER,
        &[
            "comments_threads (article_id=? AND ordinal>? AND ordinal<?)",
            "comments_answers (root_id=?)",
        ],
    ),
    (
        Store::USEFUL_AFTER,
        &["comments_useful (article_id=? AND useful<?)", "comments_answers (root_id=?)"],
    ),
    (Store::OWN, &["comments_account (account_id=?"]),
];
