//! Bans: the addresses, networks and accounts that may not comment.
//!
//! Each ban has a reason, which is told to those it concerns, and an end, unless it is permanent.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::shell;
use crate::account::{Account, Email};
use crate::app::App;
use crate::error::Result;
use crate::locale::{Lang, Message};
use crate::moderation::ban;
use crate::moderation::ban::{Ban, Kind};
use crate::store::moderation::NewBan;
use crate::web::page::{FieldErrors, Form, Id, Page, Shell, parse_id, see_other};
use crate::web::session::{BoardModerator, Moderator};

#[derive(Template)]
#[template(path = "moderation/bans.html")]
struct BansPage {
    t: Lang,
    shell: Shell,
    typed: BanForm,
    errors: FieldErrors,
    bans: Vec<BanView>,
}

/// Row of the list of bans.
struct BanView {
    id: i64,
    who: String,
    why: String,
    made: String,
    until: String,
    over: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BanForm {
    kind: String,
    value: String,
    days: String,
    why: String,
}

/// GET `/moderation/bans`: lists the bans.
pub(in crate::web) async fn bans(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
) -> Result<Response> {
    let page = page(&app, &moderator, BanForm::default(), FieldErrors::default()).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/moderation/bans`: adds a ban.
///
/// Responds with 422 and the form if a field has an error.
pub(in crate::web) async fn ban(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
    form: Form,
) -> Result<Response> {
    let typed: BanForm = form.read()?;
    let new = match check(&app, &moderator, &typed).await? {
        Ok(new) => new,
        Err(errors) => {
            let errors = FieldErrors::new(app.lang(), errors);
            let page = page(&app, &moderator, typed, errors).await?;
            return Ok(Page::personal(page)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let id = app.store.ban(&new, app.now()).await?;
    tracing::info!(
        ban = id,
        moderator = moderator.account.id,
        kind = new.kind.code(),
        "somebody was banned"
    );
    Ok(see_other("/moderation/bans"))
}

/// POST `/moderation/bans/{id}/lift`: lifts a ban.
///
/// A ban that was lifted already stays as it is.
pub(in crate::web) async fn lift_ban(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
    Id(id): Id,
) -> Result<Response> {
    if app.store.lift_ban(id, moderator.account.id, app.now()).await? {
        tracing::info!(ban = id, moderator = moderator.account.id, "a ban was lifted");
    }
    Ok(see_other("/moderation/bans"))
}

async fn check(
    app: &App,
    moderator: &Moderator,
    typed: &BanForm,
) -> Result<Result<NewBan, Vec<(&'static str, Message)>>> {
    let kind = Kind::from_code(&typed.kind).filter(|kind| Kind::NAMED.contains(kind));
    let value = match kind {
        None | Some(Kind::Browser) => Err(("kind", "ban-kind-missing")),
        Some(Kind::Network) => {
            ban::network(&typed.value).map(|net| net.to_string()).map_err(|key| ("value", key))
        }
        Some(Kind::Email) => match ban::email(&typed.value) {
            Ok(key) if is_staff(app.store.account(&Email::stored(key.clone())).await?.as_ref()) => {
                Err(("value", "ban-staff"))
            }
            Ok(key) => Ok(key),
            Err(key) => Err(("value", key)),
        },
        Some(Kind::Member) => match member(app, &typed.value).await? {
            None => Err(("value", "ban-member-unknown")),
            account if is_staff(account.as_ref()) => Err(("value", "ban-staff")),
            Some(account) => Ok(account.id.to_string()),
        },
    };
    let (ends_at, why) = (ban::ends_at(&typed.days, app.now()), ban::why(&typed.why));
    Ok(match (kind, value, ends_at, why) {
        (Some(kind), Ok(value), Ok(ends_at), Ok(why)) => {
            Ok(NewBan { kind, value, why, made_by: moderator.account.id, ends_at })
        }
        (_, value, ends_at, why) => Err([
            value.err().map(|(field, key)| (field, key.into())),
            ends_at.err().map(|sentence| ("days", sentence)),
            why.err().map(|key| ("why", key.into())),
        ]
        .into_iter()
        .flatten()
        .collect()),
    })
}

/// Returns the account with this number or e-mail address.
async fn member(app: &App, typed: &str) -> Result<Option<Account>> {
    if let Some(id) = parse_id(typed.trim()) {
        return app.store.account_by_id(id).await;
    }
    match Email::known(typed) {
        Ok(email) => app.store.account(&email).await,
        Err(_) => Ok(None),
    }
}

/// Text for a guest identified by the browser: the name they used last.
///
/// `browser` is the hash of the visitor cookie, in hexadecimal.
async fn guest(app: &App, browser: &str) -> Result<String> {
    let t = app.lang();
    let browser = hex::decode(browser).unwrap_or_default();
    Ok(match app.store.guest_by_browser(&browser).await? {
        Some((_, name)) => t.with("ban-guest", &[("name", name.into())]),
        None => t.commenter(None),
    })
}

fn is_staff(account: Option<&Account>) -> bool {
    account.is_some_and(|account| account.role.may_moderate())
}

async fn page(
    app: &App,
    moderator: &Moderator,
    typed: BanForm,
    errors: FieldErrors,
) -> Result<BansPage> {
    let mut bans = Vec::new();
    for ban in app.store.bans(app.now()).await? {
        bans.push(BanView::new(app, ban).await?);
    }
    Ok(BansPage {
        t: app.lang(),
        shell: shell(app, moderator).await?.at("/moderation/bans"),
        typed,
        errors,
        bans,
    })
}

impl BanView {
    async fn new(app: &App, ban: Ban) -> Result<Self> {
        let t = app.lang();
        let over = ban.is_over(app.now());
        let who = match (ban.kind, &ban.value) {
            (_, None) => t.say("ban-forgotten"),
            (Kind::Member, Some(value)) => match member(app, value).await? {
                Some(account) => t.with("ban-member", &[("name", account.name.as_str().into())]),
                None => t.commenter(None),
            },
            (Kind::Browser, Some(value)) => guest(app, value).await?,
            (Kind::Email, Some(value)) if ban.spares_owner() => {
                t.with("ban-email-unproved", &[("email", value.as_str().into())])
            }
            (Kind::Email | Kind::Network, Some(value)) => value.clone(),
        };
        let made = [
            ("moment", app.calendar.date_time(ban.made_at).into()),
            ("moderator", ban.moderator.as_str().into()),
        ];
        let until = match (ban.lifted_at, ban.ends_at) {
            (Some(moment), _) => {
                t.with("ban-lifted", &[("moment", app.calendar.date_time(moment).into())])
            }
            (None, Some(end)) if over => {
                t.with("ban-ended", &[("moment", app.calendar.date_time(end).into())])
            }
            (None, Some(end)) => {
                t.with("ban-until", &[("moment", app.calendar.date_time(end).into())])
            }
            (None, None) => t.say("ban-for-ever"),
        };
        Ok(Self { id: ban.id, who, why: ban.why, made: t.with("ban-made", &made), until, over })
    }
}

impl BansPage {
    fn kinds(&self) -> [(&'static str, String); 3] {
        [
            (Kind::Email, "ban-kind-email"),
            (Kind::Network, "ban-kind-network"),
            (Kind::Member, "ban-kind-member"),
        ]
        .map(|(kind, key)| (kind.code(), self.t.say(key)))
    }
}
