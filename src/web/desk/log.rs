//! Log of the actions of staff on accounts and settings, for administrators.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::{Room, shell_of};
use crate::account::Role;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::store::accounts::{StaffDeed, StaffRecord};
use crate::web::page::{Page, QueryParams, Shell, parse_id};
use crate::web::session::Admin;

/// Number of entries on one page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "desk/log.html")]
struct StaffLogPage {
    t: Lang,
    shell: Shell,
    room: Room,
    records: Vec<Line>,
    deed: Option<StaffDeed>,
    after: Option<i64>,
    following: Option<String>,
}

/// Entry as the page shows it.
struct Line {
    by: String,
    told: String,
    machine: String,
    moment: String,
}

/// GET `/desk/log`: shows one page of the log.
///
/// The parameter `kind` selects one kind of action, `after` is the number of the entry after which
/// the page begins.
pub(in crate::web) async fn log(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let deed = asked.text("kind").and_then(StaffDeed::from_code);
    let after = asked.text("after").and_then(parse_id);
    let limit = i64::try_from(PER_PAGE).unwrap_or(0) + 1;
    let mut records = app.store.staff_log(deed, after, limit).await?;
    let more = records.len() > PER_PAGE;
    records.truncate(PER_PAGE);
    let following = records.last().filter(|_| more).map(|last| address(deed, Some(last.id)));
    let page = StaffLogPage {
        t: app.lang(),
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Log,
        records: records.into_iter().map(|record| Line::new(&app, record)).collect(),
        deed,
        after,
        following,
    };
    Ok(Page::personal(page).into_response())
}

impl StaffLogPage {
    fn kinds(&self) -> [(&'static str, &'static str); StaffDeed::ALL.len()] {
        StaffDeed::ALL.map(|deed| (deed.code(), label(deed)))
    }

    fn is_kind(&self, code: &str) -> bool {
        self.deed.is_some_and(|deed| deed.code() == code)
    }

    fn start(&self) -> String {
        address(self.deed, None)
    }
}

impl Line {
    fn new(app: &App, record: StaffRecord) -> Self {
        let t = app.lang();
        Self {
            told: told(app, &record),
            by: record.by.unwrap_or_else(|| t.say(by_nobody(record.deed))),
            machine: app.calendar.machine(record.made_at),
            moment: app.calendar.date_time(record.made_at),
        }
    }
}

/// Returns the key of what acted when no account did.
fn by_nobody(deed: StaffDeed) -> &'static str {
    match deed {
        StaffDeed::ClaimedRole => "staff-log-provider",
        _ => "staff-log-command-line",
    }
}

fn address(deed: Option<StaffDeed>, after: Option<i64>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(deed) = deed {
        query.append_pair("kind", deed.code());
    }
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    match query.finish() {
        query if query.is_empty() => "/desk/log".to_owned(),
        query => format!("/desk/log?{query}"),
    }
}

fn label(deed: StaffDeed) -> &'static str {
    match deed {
        StaffDeed::LogIn => "staff-log-login",
        StaffDeed::Account => "staff-log-account",
        StaffDeed::Role => "staff-log-role",
        StaffDeed::ClaimedRole => "staff-log-claimed-role",
        StaffDeed::Password => "staff-log-password",
        StaffDeed::SecondFactor => "staff-log-factor",
        StaffDeed::Sessions => "staff-log-sessions",
        StaffDeed::Settings => "staff-log-settings",
        StaffDeed::Ban => "staff-log-ban",
        StaffDeed::Lift => "staff-log-lift",
        StaffDeed::Expunge => "staff-log-expunge",
        StaffDeed::Export => "staff-log-export",
        StaffDeed::Restore => "staff-log-restore",
        StaffDeed::Import => "staff-log-import",
        StaffDeed::ImportUndone => "staff-log-import-undone",
        StaffDeed::DraftLink => "staff-log-draft-link",
        StaffDeed::DraftLinkEnded => "staff-log-draft-link-ended",
        StaffDeed::Feature => "staff-log-feature",
        StaffDeed::Unfeature => "staff-log-unfeature",
        StaffDeed::Invitation => "staff-log-invitation",
        StaffDeed::InvitationAgain => "staff-log-invitation-again",
        StaffDeed::InvitationEnded => "staff-log-invitation-ended",
        StaffDeed::InvitationAccepted => "staff-log-invitation-accepted",
        StaffDeed::Token => "staff-log-token",
        StaffDeed::TokenRevoked => "staff-log-token-revoked",
        StaffDeed::Webhook => "staff-log-webhook",
        StaffDeed::WebhookRemoved => "staff-log-webhook-removed",
    }
}

/// Text about an action: its kind, the account concerned, and details.
fn told(app: &App, record: &StaffRecord) -> String {
    let t = app.lang();
    let detail = record.detail.as_deref().unwrap_or_default();
    let place = ("detail", detail.into());
    let more = match record.deed {
        StaffDeed::Role | StaffDeed::ClaimedRole | StaffDeed::Account => {
            let roles: Vec<String> =
                detail.split(' ').filter_map(|role| role_name(t, role)).collect();
            roles.join(" → ")
        }
        StaffDeed::Ban | StaffDeed::Lift => t.with("staff-log-ban-number", &[place]),
        StaffDeed::Expunge | StaffDeed::Feature | StaffDeed::Unfeature => {
            t.with("staff-log-comment-number", &[place])
        }
        StaffDeed::Token | StaffDeed::TokenRevoked => t.with("staff-log-token-number", &[place]),
        StaffDeed::Import | StaffDeed::ImportUndone => t.with("staff-log-import-number", &[place]),
        StaffDeed::Webhook | StaffDeed::WebhookRemoved => {
            t.with("staff-log-webhook-number", &[place])
        }
        StaffDeed::DraftLink | StaffDeed::DraftLinkEnded => {
            t.with("staff-log-article-number", &[place])
        }
        StaffDeed::Invitation
        | StaffDeed::InvitationAgain
        | StaffDeed::InvitationEnded
        | StaffDeed::InvitationAccepted => {
            let (number, role) = detail.split_once(' ').unwrap_or((detail, ""));
            let role = role_name(t, role).unwrap_or_default();
            t.with(
                "staff-log-invitation-number",
                &[("detail", number.into()), ("role", role.into())],
            )
        }
        StaffDeed::Settings => {
            let parts: Vec<String> =
                detail.split(' ').filter_map(|part| part_name(t, part)).collect();
            parts.join(", ")
        }
        StaffDeed::Restore => {
            let made_at = detail.parse().map(|made_at| app.calendar.date_time(made_at));
            made_at.unwrap_or_default()
        }
        StaffDeed::Export => {
            t.say(if detail == "log" { "staff-log-export-log" } else { "staff-log-export-board" })
        }
        StaffDeed::LogIn | StaffDeed::Password | StaffDeed::SecondFactor | StaffDeed::Sessions => {
            String::new()
        }
    };
    let parts = [Some(t.say(label(record.deed))), record.subject.clone(), Some(more)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn role_name(t: Lang, code: &str) -> Option<String> {
    Role::from_code(code).map(|role| t.say(role.label()))
}

fn part_name(t: Lang, code: &str) -> Option<String> {
    let key = match code {
        "name" => "staff-log-name",
        "colours" => "staff-log-colours",
        "logo" => "staff-log-logo",
        "tagline" => "staff-log-tagline",
        "typefaces" => "staff-log-typefaces",
        "front" => "staff-log-front",
        "favicon" => "staff-log-favicon",
        "social" => "staff-log-social",
        "footer" => "staff-log-footer",
        "login" => "staff-log-login-providers",
        "legal" => "staff-log-legal-facts",
        "mail" => "staff-log-mail-texts",
        "navigation" => "staff-log-navigation",
        "pages" => "staff-log-pages",
        "scores" => "staff-log-scores",
        "sites" => "sites-heading",
        _ => return None,
    };
    Some(t.say(key))
}
