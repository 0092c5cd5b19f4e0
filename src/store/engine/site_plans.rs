//! Query plans of SQLite for the statements about sites, and of moderators who are bound to some.

use crate::store::Store;

/// Indexes of the queues of one site in the order of urgency.
const OF_SITE_BY_URGENCY: [&[&str]; 3] = [
    &["INDEX comments_site_review (site_id=? AND urgency<?)"],
    &["INDEX comments_site_reported (site_id=? AND urgency<?)"],
    &["INDEX comments_site_held (site_id=? AND urgency<?)"],
];

/// Each statement and the indexes it must use, as in `plans`.
pub(super) const PLANS: &[(&str, &[&str])] = &[
    (Store::PAGE, &["articles_page (page_key=?)"]),
    (Store::SITES, &["site_origins_site (site_id=?)"]),
    (Store::SITE_COUNTS, &["articles_site (site_id=?)", "moderator_sites_site (site_id=?)"]),
    (Store::SITE_PAGES, &["articles_site (site_id=?)"]),
    (Store::APPEALS_OF_SITES, &["appeals_open (id>?)", "SEARCH ms USING PRIMARY KEY"]),
    (Store::APPEALS_READ_TO, &["appeals_open (id>?)"]),
    (Store::REVIEW_OF_SITE.end, &["INDEX comments_site_review (site_id=? AND urgency<?)"]),
    (Store::REVIEW_OF_SITE.matching, OF_SITE_BY_URGENCY[0]),
    (Store::REPORTED_OF_SITE.matching, OF_SITE_BY_URGENCY[1]),
    (Store::HELD_OF_SITE.matching, OF_SITE_BY_URGENCY[2]),
    (Store::REMOVED_OF_SITE.end, &["INDEX comments_site_removed (site_id=?"]),
    (Store::REMOVED_OF_SITE.matching, &["INDEX comments_site_removed (site_id=?"]),
    (
        Store::COUNTS_OF_SITES,
        &[
            "SEARCH ms USING PRIMARY KEY (account_id=?)",
            "INDEX comments_site_review (site_id=? AND urgency>?)",
            "INDEX comments_site_reported (site_id=? AND urgency>?)",
            "INDEX comments_site_held (site_id=? AND urgency>?)",
            "appeals_open",
            "COVERING INDEX comments_site (site_id=? AND id=? AND rowid=?)",
        ],
    ),
    (Store::SITES_OF, &["SEARCH moderator_sites USING PRIMARY KEY (account_id=?)"]),
    (
        Store::CASES_OF_SITES,
        &[
            "SEARCH c USING INTEGER PRIMARY KEY",
            "comments_account (account_id=? AND rowid<?)",
            "comments_proved (email_key=? AND id<?)",
            "comments_browser (browser=? AND rowid<?)",
            "SEARCH x USING INTEGER PRIMARY KEY",
        ],
    ),
    (
        Store::ALIKE_COUNTS_OF_SITES,
        &[
            "COVERING INDEX comments_alike_text (text_key=?)",
            "COVERING INDEX comments_alike_link (link_key=?)",
            "COVERING INDEX comments_alike_network (network=? AND posted_at>? AND posted_at<?)",
            "COVERING INDEX comments_site (site_id=? AND id=? AND rowid=?)",
        ],
    ),
    (
        Store::TOTALS_OF_SITES,
        &[
            "SEARCH c USING INTEGER PRIMARY KEY",
            "COVERING INDEX comments_account",
            "COVERING INDEX comments_proved",
            "COVERING INDEX comments_browser",
        ],
    ),
    (
        Store::WRITTEN_OF_SITES,
        &[
            "SEARCH c USING INTEGER PRIMARY KEY",
            "COVERING INDEX comments_account",
            "COVERING INDEX comments_proved",
            "COVERING INDEX comments_browser",
        ],
    ),
    (
        Store::LOG_PAGE_OF_SITES,
        &[
            "SEARCH d USING INTEGER PRIMARY KEY",
            "COVERING INDEX comments_site (site_id=? AND id=? AND rowid=?)",
        ],
    ),
    (Store::LOG_READ_TO, &["INTEGER PRIMARY KEY (rowid<?)"]),
    (Store::JUDGES_OF_SITES, &["COVERING INDEX comments_site (site_id=? AND id=? AND rowid=?)"]),
];
