//! Query plans of SQLite for the statements that readers and moderators wait for: each must use an
//! index and never scan a table.

use sqlx::{AssertSqlSafe, Row, SqlitePool};
use tempfile::TempDir;

use crate::config::DatabaseUrl;
use crate::store::{Store, webhooks};

/// Indexes of the threads of an article by use.
const BY_USE: &[&str] =
    &["SEARCH comments USING INDEX comments_useful (article_id=?)", "comments_answers (root_id=?)"];

/// Each statement and the indexes it must use.
const PLANS: &[(&str, &[&str])] = &[
    (Store::NEWEST, &["articles_listed"]),
    (
        Store::OLD_PATHS,
        &["SEARCH o USING PRIMARY KEY (path=?)", "comments_shown (article_id=?)", "imported_new"],
    ),
    (
        Store::HAS_IMPORTED,
        &["old_addresses_article (article_id=?)", "comments_shown (article_id=?)", "imported_new"],
    ),
    (
        Store::IMPORTED_COMMENTS,
        &[
            "comments_feed (article_id=?)",
            "comments_removed_here (article_id=?)",
            "imported_new (kind=? AND new_id=?)",
        ],
    ),
    (
        // Reads all origins: one for each import of another site.
        Store::IMPORTED_COMMENT,
        &["SEARCH i USING PRIMARY KEY (origin_id=? AND kind=? AND old_key=?)"],
    ),
    (Store::NEWEST_IN, &["article_categories_category"]),
    (Store::PICKED, &["articles_1"]),
    (Store::MENU, &["articles_listed", "SEARCH ac USING PRIMARY KEY (article_id=?)"]),
    (Store::MOST_DISCUSSED, &["articles_listed"]),
    (
        Store::THREAD,
        &["comments_threads (article_id=? AND ordinal>? AND ordinal<?)", "comments_answers"],
    ),
    (Store::MOST_USEFUL, BY_USE),
    (Store::LEAST_USEFUL, BY_USE),
    (Store::FEATURED, &["comments_featured (article_id=?"]),
    (Store::RELATED, &["articles_newest (published_at<?)", "USING PRIMARY KEY"]),
    (Store::PREVIOUS, &["articles_listed"]),
    (Store::FOLLOWING, &["articles_listed"]),
    (Store::FOLLOWS, &["SEARCH follows USING PRIMARY KEY (article_id=? AND email_key=?)"]),
    (Store::FOLLOWED, &["follows_email (email_key=?)", "INTEGER PRIMARY KEY"]),
    (
        Store::CALL_FOLLOWERS,
        &["follows_due (told_at<?)", "comments_shown (article_id=? AND shown_at>? AND shown_at<?)"],
    ),
    (Store::NEWS_OF, &["comments_shown (article_id=? AND shown_at>? AND shown_at<?)"]),
    (Store::NAMED_BEFORE, &["comments_feed (article_id=? AND id<?)"]),
    (
        Store::WANTS_MENTIONS,
        &["SEARCH p USING INTEGER PRIMARY KEY", "comments_email (email_key=?)"],
    ),
    (Store::SEEN, &["comments_unseen (article_id=? AND ordinal>?)"]),
    (Store::PLACE, &["SEARCH c USING INTEGER PRIMARY KEY", "SEARCH r USING INTEGER PRIMARY KEY"]),
    (Store::INVITATIONS, &["outbox_invited (recipient=?)"]),
    (Store::VIEWS_BY_DAY, &["SEARCH article_views USING PRIMARY KEY (day>?)"]),
    (Store::STAFF_LOG, &["SEARCH l USING INTEGER PRIMARY KEY"]),
    (Store::STAFF_LOG_OF, &["staff_log_kind (kind=? AND id<?)"]),
    (Store::REPEAT, &["USING PRIMARY KEY"]),
    (Store::KNOWN_BROWSER, &["accounts_2", "SEARCH k USING PRIMARY KEY"]),
    (Store::FORGET_OLDEST, &["USING PRIMARY KEY (account_id=?)"]),
    (Store::REVIEW, &["comments_review (urgency<?)"]),
    (Store::REPORTED, &["comments_reported (urgency<?)"]),
    (Store::HELD, &["comments_held (urgency<?)"]),
    (Store::REMOVED, &["comments_removed"]),
    (Store::APPEALS, &["appeals_open"]),
    (Store::OPEN_AGAINST, &["appeals_ban (ban_id=?)"]),
    (
        Store::CASES,
        &[
            "INTEGER PRIMARY KEY",
            "comments_account (account_id=? AND rowid<?)",
            "comments_proved (email_key=? AND id<?)",
            "comments_browser (browser=? AND rowid<?)",
            "comments_removed_proved",
            "comments_removed_account",
        ],
    ),
    (Store::OPEN_REPORTS, &["reports_open"]),
    (
        Store::ALIKE_COUNTS,
        &[
            "COVERING INDEX comments_alike_text (text_key=?)",
            "COVERING INDEX comments_alike_link (link_key=?)",
            "COVERING INDEX comments_alike_network (network=? AND posted_at>? AND posted_at<?)",
        ],
    ),
    (Store::ALIKE_IN_TEXT, &["comments_alike_text (text_key=?)"]),
    (Store::ALIKE_IN_LINK, &["comments_alike_link (link_key=?)"]),
    (
        Store::ALIKE_IN_NETWORK,
        &["comments_alike_network (network=? AND posted_at>? AND posted_at<?)"],
    ),
    (Store::EXPORTED_ROOTS, &["comments_threads (article_id=?"]),
    (Store::EXPORTED_UNSEEN, &["comments_held"]),
    (Store::EXPORTED_ANSWERS, &["comments_threads (article_id=?", "comments_answers (root_id=?"]),
    (Store::EXPORTED_UNSEEN_ANSWERS, &["comments_held", "comments_answers (root_id=?"]),
    (Store::FINDINGS, &["SEARCH f USING PRIMARY KEY"]),
    (Store::CLAIM_CASE, &["INTEGER PRIMARY KEY"]),
    (Store::LEAVE_OTHERS, &["claims_account"]),
    (Store::COUNTS, &["comments_review", "comments_reported", "comments_held", "appeals_open"]),
    (Store::KEYS_ON, &["INTEGER PRIMARY KEY"]),
    (Store::BECOME, &["INTEGER PRIMARY KEY", "SEARCH f USING PRIMARY KEY"]),
    (Store::CLOSE_REPORTS, &["reports_open"]),
    (Store::REOPEN, &["reports_decision"]),
    (Store::SETTLE, &["INTEGER PRIMARY KEY"]),
    (Store::FREE, &["INTEGER PRIMARY KEY"]),
    (
        Store::MAY_TAKE_BACK,
        &[
            "decisions_1",
            "decisions_action",
            "appeals_decision",
            "comments_answers",
            "decisions_account",
        ],
    ),
    (Store::OTHERS, &["comments_account", "comments_browser", "comments_proved"]),
    (
        Store::INVOLVED_IN,
        &[
            "SEARCH c USING INTEGER PRIMARY KEY",
            "decisions_1",
            "appeals_decision",
            "accounts_staff",
        ],
    ),
    (
        Store::OPEN_APPEALS_ON,
        &[
            "appeals_open",
            "SEARCH d USING INTEGER PRIMARY KEY",
            "SEARCH c USING INTEGER PRIMARY KEY",
        ],
    ),
    (Store::INVOLVED, &["SEARCH c USING INTEGER PRIMARY KEY", "decisions_1", "appeals_decision"]),
    (Store::INVOLVED_IN_APPEAL, &["SEARCH p USING INTEGER PRIMARY KEY"]),
    (Store::NOTES_OF_CASE, &["notes_comment (comment_id=? AND about=?)"]),
    (Store::NOTES_OF_PERSON, &["comments_account", "comments_browser", "comments_proved"]),
    (Store::ROUND, &["SEARCH c USING INTEGER PRIMARY KEY", "comments_answers (root_id=? AND id"]),
    (Store::NEIGHBOURS, &["comments_of_network (network=?)"]),
    (Store::IDENTITY, &["INTEGER PRIMARY KEY"]),
    (Store::ADDRESS_OF, &["SEARCH c USING INTEGER PRIMARY KEY"]),
    (Store::NAMESAKES, &["comments_email (email_key=?)", "accounts_2", "comments_account"]),
    (Store::BY_BROWSER, &["comments_browser (browser=?)"]),
    (Store::PROVE_COMMENTS, &["comments_browser (browser=?)"]),
    (Store::VOUCH, &["INTEGER PRIMARY KEY"]),
    (Store::LET_THROUGH, &["comments_proved (email_key=?)"]),
    (Store::LIFT_WITH_ACTION, &["bans_decision"]),
    (Store::WITHDRAW_EVENTS, &["events_action"]),
    (Store::WITHDRAW_MAIL, &["outbox_action"]),
    (Store::MAIL_OF, &["outbox_action"]),
    (Store::DECISIONS_OF, &["decisions_action"]),
    (Store::ACTION_SUMMARY, &["decisions_action", "bans_decision", "outbox_action"]),
    (Store::WHO, &["INTEGER PRIMARY KEY"]),
    (Store::NAMES, &["comments_proved (email_key=?)", "comments_browser (browser=?)"]),
    (
        Store::TOTALS,
        &[
            "USING COVERING INDEX comments_account",
            "USING COVERING INDEX comments_proved",
            "comments_browser (browser=?)",
            "comments_held_account",
            "comments_held_proved",
            "comments_removed_account",
            "comments_removed_proved",
        ],
    ),
    (
        Store::REPORTED_OFTEN,
        &["COVERING INDEX comments_reports_account", "INDEX comments_reports_proved"],
    ),
    (
        Store::WRITTEN,
        &[
            "SEARCH c USING INTEGER PRIMARY KEY",
            "comments_account (account_id=? AND rowid<?)",
            "comments_proved (email_key=? AND id<?)",
            "comments_browser (browser=? AND rowid<?)",
        ],
    ),
    (
        Store::AGAINST,
        &["reports_1", "COVERING INDEX comments_reports_account", "comments_reports_proved"],
    ),
    (Store::REVIEW_HEAD.end, &["comments_review (urgency<?)"]),
    (
        Store::REVIEW_HEAD.matching,
        &["comments_review (urgency<?)", "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"],
    ),
    (Store::REPORTED_HEAD.end, &["comments_reported (urgency<?)"]),
    (
        Store::REPORTED_HEAD.matching,
        &["comments_reported (urgency<?)", "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"],
    ),
    (Store::HELD_HEAD.end, &["comments_held (urgency<?)"]),
    (
        Store::HELD_HEAD.matching,
        &["comments_held (urgency<?)", "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"],
    ),
    (Store::REMOVED_HEAD.end, &["COVERING INDEX comments_removed"]),
    (
        Store::REMOVED_HEAD.matching,
        &["COVERING INDEX comments_removed", "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"],
    ),
    (Store::REVIEW_AMONG, &["SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"]),
    (Store::KNOWN_BY_WORD, &["SCAN f VIRTUAL TABLE INDEX"]),
    (Store::KNOWN_BY_NAME, &["comments_name"]),
    (Store::KNOWN_BY_MEMBER, &["comments_account (account_id=?)"]), // few accounts, many comments
    (Store::NOT_INDEXED, &["SEARCH unindexed USING PRIMARY KEY (what=?)"]),
    (Store::STORED_FIGURES, &["PRIMARY KEY (kind=? AND began>? AND began<?)"]),
    (Store::NOTICES, &["COVERING INDEX reports_made"]),
    (Store::OPEN_NOTICES, &["reports_open"]),
    (Store::BANS_OF, &["bans_value"]),
    (Store::LAST, &["decisions_1"]),
    (Store::MADE, &["decisions_1"]),
    (Store::LAST_BY, &["decisions_account"]),
    (Store::LOG_PAGE, &["INTEGER PRIMARY KEY (rowid<?)"]),
    (Store::JUDGES, &["decisions_account"]), // scans accounts: far fewer than comments
    (Store::SESSION, &["USING PRIMARY KEY"]),
    (Store::ACCEPTED, &["email_key=?"]),
    (Store::STAFF_THERE, &["sessions_used (used_at>?)", "SEARCH a USING INTEGER PRIMARY KEY"]),
    (Store::SESSIONS_OF, &["sessions_account"]),
    (Store::EVICT, &["challenges_visitor"]),
    (Store::SOLVE, &["challenges_visitor"]),
    (Store::PAY, &["challenges_visitor"]),
    (Store::TAKE_TURNS, &["challenges_visitor"]),
    (Store::SPEND_ALL, &["challenges_visitor"]),
    (Store::SOLVED, &["challenges_visitor"]),
    (Store::CREDENTIALS, &["accounts_2"]),
    (Store::NAMED, &["accounts_1"]),
    (Store::STAFF_NAMED, &["accounts_1"]),
    (Store::NAMED_OR_STAFF, &["accounts_1"]),
    (Store::UP_TO, &["outdated_what"]),
    (Store::PASSKEYS, &["passkeys_account"]),
    (Store::PASSKEY, &["passkeys_1"]),
    (Store::CEREMONY, &["USING PRIMARY KEY"]),
    (Store::UNSENT_FORM, &["unsent_forms_1 (browser=?)"]),
    (Store::SOUND, &["challenges_visitor"]),
    (Store::HALF_SESSION, &["USING PRIMARY KEY"]),
    (Store::WEIGHT, &["reports_open", "USING PRIMARY KEY"]),
    (Store::CLOSED, &["reports_decision"]),
    (Store::CLOSED_BEFORE, &["reports_decision", "decisions_1"]),
    (Store::RULED, &["SEARCH d USING INTEGER PRIMARY KEY", "decisions_1"]),
    (Store::PUBLIC, &["SEARCH d USING INTEGER PRIMARY KEY"]),
    (Store::UNDID, &["decisions_made"]),
    (Store::DECISION_FIGURES, &["decisions_made"]),
    (Store::ANSWER_FIGURES, &["decisions_made", "reports_decision"]),
    (Store::NOTICE_WAITS, &["decisions_made", "reports_decision"]),
    (Store::PRESSURE, &["PRIMARY KEY (hour>?)"]),
    (Store::HOURS, &["PRIMARY KEY (hour>?)"]),
    (Store::ECHOES, &["echoes_first", "echoes_second"]),
    (Store::LEASED_MAIL, &["outbox_lease"]),
    (Store::WAITING_MAIL, &["outbox_due"]),
    (Store::FAILED_MAIL, &["outbox_given_up"]),
    (Store::MAIL_COUNTS, &["outbox_due", "outbox_given_up", "outbox_sent"]),
    (Store::MAIL_BACKLOG, &["outbox_due", "outbox_given_up"]),
    (Store::MEANT, &["challenges_visitor"]),
    (Store::FIRST_DECISION, &["decisions_made"]),
    (
        Store::COMMENTS_FOUND,
        &[
            "SCAN f VIRTUAL TABLE INDEX",
            "SEARCH c USING INTEGER PRIMARY KEY",
            "articles_unpublished",
            "articles_newest (published_at>?)",
        ],
    ),
    (
        Store::ARTICLES_FOUND,
        &[
            "SCAN f VIRTUAL TABLE INDEX",
            "SEARCH a USING INTEGER PRIMARY KEY",
            "articles_unpublished",
            "articles_newest (published_at>?)",
            "SEARCH u USING PRIMARY KEY",
        ],
    ),
    (
        Store::ARTICLES_FOUND_WITHIN,
        &[
            "SCAN f VIRTUAL TABLE INDEX",
            "articles_newest (published_at>? AND published_at<?)",
            "SEARCH u USING PRIMARY KEY",
        ],
    ),
    (
        Store::NEWEST_COMMENTS_UNINDEXED,
        &["SEARCH u USING PRIMARY KEY", "SEARCH c USING INTEGER PRIMARY KEY"],
    ),
    (
        Store::NEWEST_ARTICLES_UNINDEXED,
        &["SEARCH u USING PRIMARY KEY", "SEARCH a USING INTEGER PRIMARY KEY"],
    ),
    (Store::OLDEST, &["articles_newest"]),
    (Store::LIBRARY, &["pictures_library", "picture_files_1"]),
    (Store::TEXT_NOW, &["text_versions.version"]),
    (Store::TEXT_VERSIONS, &["text_versions.version"]),
    (Store::OWN_PAGE_VERSIONS, &["static_page_versions_1 (page_id=? AND number<?)"]),
    (Store::PICTURE_FILE, &["INTEGER PRIMARY KEY", "picture_files_1"]),
    (Store::LISTED, &["articles_edited", "article_versions_1"]),
    (Store::LISTED_BY_DATE, &["articles_newest", "article_versions_1"]),
    (Store::DRAFT_LINK, &["SEARCH l USING INTEGER PRIMARY KEY"]),
    (Store::LINKED_DRAFT, &["draft_links_hash (hash=?)", "SEARCH a USING INTEGER PRIMARY KEY"]),
    (Store::PRESENT, &["SEARCH p USING PRIMARY KEY (article_id=?)"]),
    (Store::MOVED, &["SEARCH s USING PRIMARY KEY", "SEARCH a USING INTEGER PRIMARY KEY"]),
    (Store::WRITTEN_PIECE, &["SEARCH a USING INTEGER PRIMARY KEY", "article_versions_1"]),
    (Store::VERSION, &["article_versions_1"]),
    (Store::VERSIONS, &["article_versions_1 (article_id=? AND number<?)"]),
    (Store::AUTHOR, &["accounts_slug", "articles_author"]),
    (Store::NEWEST_BY, &["articles_author (author_id=? AND published_at<?)"]),
    (Store::AUTHORS, &["articles_newest"]),
    (Store::NEWEST_WHOLE, &["articles_listed"]),
    (
        Store::NEWEST_COMMENTS,
        &["SEARCH c USING INDEX comments_posted", "SEARCH ar USING INTEGER PRIMARY KEY"],
    ),
    (Store::NEWEST_COMMENTS_ON, &["comments_shown (article_id=?)"]),
    (Store::ADDRESSES, &["articles_listed"]),
    (Store::CATEGORIES, &["article_categories_category"]),
    (Store::SHARES, &["USING PRIMARY KEY"]),
    (Store::THREAD, &["SEARCH v USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN"]),
    (Store::AVATAR, &["INTEGER PRIMARY KEY"]),
    (Store::AVATAR_FILE, &["avatars_hash"]),
];

/// Scans that are permitted.
///
/// They are those of results already limited to a page or a count, of rows an index supplies, of
/// the origins of imports and of sites, which are few, and of the log from its end.
const HARMLESS: &str = "
    b e g w n m picked roots marked page d indexed hits titled others found h newest site";

pub(super) async fn board() -> (TempDir, SqlitePool) {
    let folder = tempfile::tempdir().unwrap();
    let file = DatabaseUrl::Sqlite(folder.path().join("plans.db"));
    Store::open(&file).await.unwrap().migrate().await.unwrap();
    // `EXPLAIN` does not check whether the connection's schema is current, so open it again.
    let Store::Sqlite { read, .. } = Store::open(&file).await.unwrap() else { panic!("a file") };
    (folder, read)
}

#[tokio::test]
async fn every_statement_finds_its_rows_through_an_index() {
    let (_folder, pool) = board().await;
    let others = super::api_plans::API_PLANS.iter().chain(super::site_plans::PLANS);
    let others = others.chain(super::score_plans::PLANS);
    for (statement, indexes) in PLANS.iter().chain(others).chain(webhooks::plans::PLANS) {
        let steps = steps(&pool, statement).await;
        let plan = steps.join("\n");
        for index in *indexes {
            assert!(plan.contains(index), "{index} is not used by {statement}:\n{plan}");
        }
        for step in steps.iter().filter(|step| step.starts_with("SCAN")) {
            let ways = ["USING INDEX", "USING COVERING INDEX", "VIRTUAL TABLE INDEX"];
            let scanned = step.strip_prefix("SCAN ").unwrap_or_default();
            let is_harmless = scanned == "CONSTANT ROW"
                || HARMLESS.split_whitespace().any(|name| name == scanned);
            let is_fine = is_harmless || ways.iter().any(|way| step.contains(way));
            assert!(is_fine, "{step} in {statement}:\n{plan}");
        }
    }
}

/// Returns the steps of a statement in the order in which SQLite executes them.
pub(super) async fn steps(pool: &SqlitePool, statement: &str) -> Vec<String> {
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let rows = sqlx::raw_sql(explain).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

#[tokio::test]
async fn sqlite_plans_a_statement_once_whatever_is_bound_to_it() {
    let (_folder, pool) = board().await;
    let options: Vec<String> =
        sqlx::query_scalar("PRAGMA compile_options").fetch_all(&pool).await.unwrap();
    assert!(options.iter().any(|option| option == "ENABLE_QPSG"), "{options:?}");
}
