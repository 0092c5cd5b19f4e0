//! Records of processing (GDPR, article 30), for administrators: the data that is stored, its
//! purpose, and the time after which it is erased.
//!
//! The times are those by which the database erases it, so that the page cannot differ from it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;

use super::{Room, shell_of};
use crate::app::App;
use crate::error::Result;
use crate::legal_facts::Fact;
use crate::locale::Lang;
use crate::store::{EXPIRIES, Expiring, Store};
use crate::web::page::{Page, Shell};
use crate::web::session::{ABSOLUTE, Admin, IDLE};

#[derive(Template)]
#[template(path = "desk/records.html")]
struct RecordsPage {
    t: Lang,
    shell: Shell,
    room: Room,
    /// Name and text of the facts about the publisher that belong to the records.
    facts: Vec<(String, String)>,
    place: String,
    activities: Vec<ActivityView>,
}

/// Processing activity, as it is shown.
struct ActivityView {
    title: String,
    data: String,
    purpose: String,
    /// Sentences about the time for which the data is stored.
    times: Vec<String>,
}

/// Processing activity: personal data that is stored for one purpose.
struct Activity {
    title: &'static str,
    data: &'static str,
    purpose: &'static str,
    /// Time for which the data is stored that does not expire by itself.
    until: Option<&'static str>,
    /// Tables that hold the data.
    tables: &'static [&'static str],
}

/// All processing activities.
const ACTIVITIES: [Activity; 9] = [
    Activity {
        title: "records-accounts",
        data: "records-accounts-data",
        purpose: "records-accounts-purpose",
        until: Some("records-accounts-until"),
        tables: &[
            "accounts",
            "avatars",
            "recovery_codes",
            "passkeys",
            "login_identities",
            "site_tokens",
            "ceremonies",
            "tickets",
            "erasures",
        ],
    },
    Activity {
        title: "records-sessions",
        data: "records-sessions-data",
        purpose: "records-sessions-purpose",
        until: None,
        tables: &["sessions", "api_tokens", "known_browsers", "unsent_forms"],
    },
    Activity {
        title: "records-comments",
        data: "records-comments-data",
        purpose: "records-comments-purpose",
        until: Some("records-comments-until"),
        tables: &["comments", "comment_index", "unindexed", "mailboxes", "proofs", "useful"],
    },
    Activity {
        title: "records-abuse",
        data: "records-abuse-data",
        purpose: "records-abuse-purpose",
        until: None,
        tables: &["challenges", "repeats", "echoes", "buckets", "share_marks"],
    },
    Activity {
        title: "records-moderation",
        data: "records-moderation-data",
        purpose: "records-moderation-purpose",
        until: Some("records-moderation-until"),
        tables: &[
            "decisions",
            "findings",
            "reports",
            "appeals",
            "notes",
            "bans",
            "claims",
            "score_lessons",
        ],
    },
    Activity {
        title: "records-mail",
        data: "records-mail-data",
        purpose: "records-mail-purpose",
        until: Some("records-mail-until"),
        tables: &["events", "outbox", "follows"],
    },
    Activity {
        title: "records-webhooks",
        data: "records-webhooks-data",
        purpose: "records-webhooks-purpose",
        until: Some("records-webhooks-until"),
        tables: &["webhooks", "webhook_deliveries"],
    },
    Activity {
        title: "records-editing",
        data: "records-editing-data",
        purpose: "records-editing-purpose",
        until: Some("records-editing-until"),
        tables: &[
            "articles",
            "article_index",
            "article_versions",
            "article_drafts",
            "article_presence",
            "draft_links",
            "pictures",
            "rules",
            "settings",
            "text_versions",
            "static_page_versions",
        ],
    },
    Activity {
        title: "records-staff",
        data: "records-staff-data",
        purpose: "records-staff-purpose",
        until: None,
        tables: &["staff_log", "invitations", "imports", "moderator_sites"],
    },
];

/// GET `/desk/settings/records`: shows the records.
pub(in crate::web) async fn records(State(app): State<App>, admin: Admin) -> Result<Response> {
    let (t, facts) = (app.lang(), app.legal_facts().await?);
    let fact = |fact: Fact| {
        let none = if fact.is_required() { "records-not-filled-in" } else { "records-none" };
        let text = facts.texts.get(fact).map_or_else(|| t.say(none), str::to_owned);
        (t.say(fact.label()), text)
    };
    let of_records = [
        Fact::Controller,
        Fact::Address,
        Fact::Email,
        Fact::Officer,
        Fact::Grounds,
        Fact::Processors,
    ];
    let page = RecordsPage {
        t,
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Settings,
        facts: of_records.map(fact).to_vec(),
        place: t.say(match app.store {
            Store::Sqlite { .. } => "records-place-file",
            Store::Postgres(_) => "records-place-server",
        }),
        activities: ACTIVITIES.iter().map(|activity| ActivityView::new(t, activity)).collect(),
    };
    Ok(Page::personal(page).into_response())
}

impl ActivityView {
    fn new(t: Lang, activity: &Activity) -> Self {
        let time = |key: &str, kept| t.with(key, &[("time", written(t, kept).into())]);
        let mut times: Vec<String> = EXPIRIES
            .iter()
            .filter(|expiry| activity.tables.contains(&expiry.table))
            .filter_map(|expiry| Some(time(sentence(expiry.of)?, expiry.kept)))
            .collect();
        if activity.tables.contains(&"sessions") {
            times.push(time("records-expiry-sessions", IDLE));
            times.push(time("records-expiry-sessions-at-most", ABSOLUTE));
        }
        times.extend(activity.until.map(|key| t.say(key)));
        Self {
            title: t.say(activity.title),
            data: t.say(activity.data),
            purpose: t.say(activity.purpose),
            times,
        }
    }
}

/// Returns the key of the sentence about the time of expiring data; `None` if it is not personal.
fn sentence(of: Expiring) -> Option<&'static str> {
    Some(match of {
        Expiring::Challenges => "records-expiry-challenges",
        Expiring::Repeats => "records-expiry-repeats",
        Expiring::Tickets => "records-expiry-tickets",
        Expiring::Proofs => "records-expiry-proofs",
        Expiring::StaffLog => "records-expiry-staff-log",
        Expiring::ApiTokens => "records-expiry-tokens",
        Expiring::KnownBrowsers => "records-expiry-known-browsers",
        Expiring::SiteTokens => "records-expiry-site-tokens",
        Expiring::Ceremonies => "records-expiry-ceremonies",
        Expiring::UnsentForms => "records-expiry-unsent-forms",
        Expiring::HalfSessions => "records-expiry-half-sessions",
        Expiring::UnconfirmedComments => "records-expiry-unconfirmed",
        Expiring::CommentNetworks => "records-expiry-networks",
        Expiring::CommentBrowsers => "records-expiry-browsers",
        Expiring::ReportNetworks => "records-expiry-reporters",
        Expiring::Mail => "records-expiry-mail",
        Expiring::FailedMail => "records-expiry-failed-mail",
        Expiring::BannedValues => "records-expiry-bans",
        Expiring::Claims => "records-expiry-claims",
        Expiring::Drafts => "records-expiry-drafts",
        Expiring::DraftLinks => "records-expiry-draft-links",
        Expiring::Presence => "records-expiry-presence",
        Expiring::Buckets => "records-expiry-buckets",
        Expiring::Similar => "records-expiry-similar",
        Expiring::ShareMarks => "records-expiry-shares",
        Expiring::Follows => "records-expiry-follows",
        Expiring::Invitations => "records-expiry-invitations",
        Expiring::Erasures => "records-expiry-erasures",
        Expiring::WebhookDeliveries => "records-expiry-webhooks",
        Expiring::Counters | Expiring::CommittedWrites => return None,
    })
}

/// Formats a time as whole days, hours or minutes.
fn written(t: Lang, time: SignedDuration) -> String {
    let hours = time.as_hours();
    let (key, count) = match hours {
        0 => ("records-minutes", time.as_mins()),
        1..48 => ("records-hours", hours),
        _ => ("records-days", hours / 24),
    };
    t.with(key, &[("count", count.into())])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::{NOT_OF_THE_BOARD, TABLES};

    /// Tables without personal data: addresses of pages, counts, hashes of other rows, and the
    /// database itself.
    const NO_PERSONAL_DATA: [&str; 29] = [
        "_backup",
        "_backup_files",
        "_move",
        "_sqlx_migrations",
        "article_categories",
        "article_slugs",
        "article_views",
        "categories",
        "committed_writes",
        "decision_chain",
        "decision_seals",
        "import_origins",
        "imported",
        "installation",
        "login_providers",
        "merged_categories",
        "navigation",
        "old_addresses",
        "outdated",
        "period_figures",
        "picture_files",
        "publications",
        "shares",
        "site_keys",
        "site_origins",
        "sites",
        "static_page_slugs",
        "static_pages",
        "tallies",
    ];

    #[test]
    fn every_table_is_in_the_records_or_has_no_personal_data() {
        let named: Vec<&str> = ACTIVITIES
            .iter()
            .flat_map(|activity| activity.tables)
            .copied()
            .chain(NO_PERSONAL_DATA)
            .collect();
        let there: BTreeSet<&str> =
            TABLES.iter().map(|table| table.name).chain(NOT_OF_THE_BOARD).collect();
        assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), there);
        assert_eq!(named.len(), there.len(), "no table is named twice");
    }

    #[test]
    fn every_time_is_told_and_belongs_to_a_table_of_the_records() {
        let shown = |table| ACTIVITIES.iter().any(|activity| activity.tables.contains(&table));
        for expiry in EXPIRIES {
            assert_eq!(sentence(expiry.of).is_some(), shown(expiry.table), "{expiry:?}");
        }
        assert_eq!(written(Lang::Nl, SignedDuration::from_hours(730 * 24)), "730 dagen");
        assert_eq!(written(Lang::Nl, SignedDuration::from_hours(24)), "24 uur");
        assert_eq!(written(Lang::Nl, SignedDuration::from_mins(1)), "1 minuut");
    }
}
