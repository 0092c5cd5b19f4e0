//! List of all accounts, for administrators: changing roles and ending sessions.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::{Room, shell_of};
use crate::account::Role;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::store::accounts::{ACCOUNTS_PER_PAGE, AccountEntry, RoleChange};
use crate::web::page::{Form, Id, Page, Pager, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Admin;

/// Number of characters of the search text that are used: the length of an e-mail address.
const WORDS_MAX: usize = 254;

#[derive(Template)]
#[template(path = "desk/accounts.html")]
struct PeoplePage {
    t: Lang,
    shell: Shell,
    room: Room,
    words: String,
    count: String,
    /// Invitations that have not been accepted.
    invited: String,
    people: Vec<Entry>,
    pager: Pager,
    last_admin: bool,
    done: Option<String>,
}

/// Row of the list.
struct Entry {
    person: AccountEntry,
    told: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    role: String,
}

/// GET `/desk/people`: lists the accounts that match the search text.
pub(in crate::web) async fn accounts(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let done = done(&app, &asked).await?;
    Ok(Page::personal(PeoplePage { done, ..PeoplePage::new(&app, &admin, &asked).await? })
        .into_response())
}

/// POST `/desk/people/{id}/role`: changes the role of an account.
///
/// Responds with 409 if the account is the last administrator.
pub(in crate::web) async fn change_role(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let choice: Choice = form.read()?;
    let role = Role::from_code(&choice.role).ok_or(Error::Invalid("people-role-unknown".into()))?;
    match app.store.change_role(id, role, Some(admin.account.id), app.now()).await? {
        RoleChange::Done => {
            tracing::info!(
                account = id,
                role = role.code(),
                admin = admin.account.id,
                "a role was changed"
            );
            Ok(see_other(&format!("/desk/people?done=role&person={id}#done")))
        }
        RoleChange::Unknown => Err(Error::NotFound),
        RoleChange::LastAdmin => {
            let mut page = PeoplePage::new(&app, &admin, &QueryParams::default()).await?;
            page.last_admin = true;
            Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
        }
    }
}

/// POST `/desk/people/{id}/sessions`: ends all sessions of an account.
pub(in crate::web) async fn end_sessions(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.account_by_id(id).await?.ok_or(Error::NotFound)?;
    app.store.end_sessions_of(id, admin.account.id, app.now()).await?;
    tracing::info!(account = id, admin = admin.account.id, "somebody's sessions were ended");
    Ok(see_other(&format!("/desk/people?done=sessions&person={id}#done")))
}

/// Text about the action that just succeeded, and the account it concerned.
async fn done(app: &App, asked: &QueryParams) -> Result<Option<String>> {
    let Some(id) = asked.text("person").and_then(parse_id) else { return Ok(None) };
    let Some(account) = app.store.account_by_id(id).await? else { return Ok(None) };
    let (t, name) = (app.lang(), account.name.to_string());
    Ok(match asked.text("done") {
        Some("role") => Some(t.with(
            "people-role-done",
            &[("name", name.into()), ("role", t.say(account.role.label()).into())],
        )),
        Some("sessions") => Some(t.with("people-sessions-done", &[("name", name.into())])),
        _ => None,
    })
}

impl PeoplePage {
    async fn new(app: &App, admin: &Admin, asked: &QueryParams) -> Result<Self> {
        let t = app.lang();
        let words: String =
            asked.text("q").unwrap_or_default().trim().chars().take(WORDS_MAX).collect();
        let (people, total) = app.store.account_list(&words, asked.page()).await?;
        let invited = app.store.invitation_count(app.now()).await?;
        let query =
            form_urlencoded::Serializer::new(String::new()).append_pair("q", &words).finish();
        let base = if words.is_empty() {
            "/desk/people".to_owned()
        } else {
            format!("/desk/people?{query}")
        };
        let pages = (total + ACCOUNTS_PER_PAGE - 1) / ACCOUNTS_PER_PAGE;
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::People,
            invited: t.with("people-invited", &[("count", invited.into())]),
            count: t.with("people-count", &[("count", total.into())]),
            people: people.into_iter().map(|person| Entry::new(app, person)).collect(),
            pager: Pager::new(base, "", asked.page(), pages).ok_or(Error::NotFound)?,
            words,
            last_admin: false,
            done: None,
        })
    }

    fn roles(&self) -> [(&'static str, String); 4] {
        Role::ALL.map(|role| (role.code(), self.t.say(role.label())))
    }

    fn has(&self, entry: &Entry, code: &str) -> bool {
        entry.person.role.code() == code
    }
}

impl Entry {
    fn new(app: &App, person: AccountEntry) -> Self {
        let t = app.lang();
        let factor = if person.has_factor { "people-factor-on" } else { "people-factor-off" };
        let sessions = if person.never_logged_in {
            t.say("people-never-logged-in")
        } else {
            t.with("people-sessions", &[("count", person.sessions.into())])
        };
        let mut told = vec![
            t.with("people-comments", &[("count", person.comments.into())]),
            t.say(factor),
            sessions,
            t.with("people-since", &[("date", app.calendar.date(person.since).into())]),
        ];
        if person.role > Role::Member && !person.never_logged_in {
            told.push(match person.active_at {
                Some(moment) => {
                    t.with("people-active", &[("date", app.calendar.date(moment).into())])
                }
                None => t.say("people-never-active"),
            });
        }
        Self { person, told }
    }
}
