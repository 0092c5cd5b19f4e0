//! Comments: posting, the form, and how they look below an article; permanent links, the page for a
//! held comment, and marking as useful.

mod again;
pub(super) mod attempt;
mod code;
mod create;
pub(super) mod form;
mod hold;
mod limits;
mod refusal;
mod reply;
pub(super) mod site_login;
pub(super) mod view;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::embed::Host;
use super::page::{FormPage, Id, Page, QueryParams, Section, Shell, see_other};
use super::session::{Visitor, remembering};
use crate::account::Scope;
use crate::app::App;
use crate::article::Slug;
use crate::comment::thread::Order;
use crate::comment::{self, Brake, Hold};
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Lang;
use crate::store::comments::{Marked, Voter};

pub(super) use attempt::{Attempt, Outcome};
pub(super) use create::create;
pub(super) use form::CommentForm;
pub(super) use refusal::wait_keys;
pub(super) use reply::{may_be_answered, reply};

#[derive(Template)]
#[template(path = "comments/held.html")]
struct HeldPage {
    t: Lang,
    shell: Shell,
    slug: String,
    why: Option<Hold>,
    brake: Option<Brake>,
}

impl HeldPage {
    /// Returns the heading and text about the next step.
    fn next_step(&self) -> (String, String) {
        let (heading, text) = next_step(self.why, self.brake);
        (self.t.say(heading), self.t.say(text))
    }

    fn asks_nothing(&self) -> bool {
        self.why != Some(Hold::Email) && !self.brake.is_some_and(Brake::ends_by_mail)
    }
}

/// Returns the message keys of the heading and the text about the next step of a held comment.
pub(super) fn next_step(why: Option<Hold>, brake: Option<Brake>) -> (&'static str, &'static str) {
    match (why, brake) {
        (Some(Hold::Email), _) => ("held-email-heading", "held-email"),
        (Some(Hold::Approval), _) => ("held-heading", "held-approval"),
        // Authors never hear of a score.
        (Some(Hold::Rule), None | Some(Brake::Score)) => ("held-heading", "held-rule"),
        (Some(Hold::Rule), Some(Brake::Similar)) => ("held-heading", "held-similar"),
        (Some(Hold::Rule), Some(Brake::Flood)) => ("held-heading", "held-flood"),
        (Some(Hold::Rule), Some(Brake::Guesses)) => ("held-heading", "held-guesses"),
        (Some(Hold::Rule), Some(Brake::Rate)) => ("held-heading", "held-rate"),
        (Some(Hold::Unreadable) | None, _) => ("held-heading", "held-text"),
    }
}

/// Handles GET `/comments/{id}`: redirects to the page of the article that has the comment.
pub(super) async fn permalink(State(app): State<App>, Id(id): Id) -> Result<Response> {
    let place = app.store.place(id, app.now()).await?.ok_or(Error::NotFound)?;
    Ok(see_other(&place.address()))
}

/// Handles GET `/comments/{id}/held`: explains the next step for a held comment.
///
/// The page shows nothing of the comment, so anybody may read it.
pub(super) async fn held(State(app): State<App>, visitor: Visitor, Id(id): Id) -> Result<Response> {
    let case = app.store.case(Scope::Board, id, app.now()).await?.ok_or(Error::NotFound)?;
    if case.comment.state != comment::State::Held {
        return Ok(see_other(&format!("/comments/{id}")));
    }
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?;
    let (why, brake, slug) = (case.comment.held_for, case.brake, case.article_slug);
    let host =
        match app.store.article(&Slug::parse(&slug).ok_or(Error::NotFound)?, app.now()).await? {
            Some(article) => Host::of(&app, &article).await?,
            None => None,
        };
    let page = HeldPage { t: Host::lang_of(&app, host.as_ref()), shell, slug, why, brake };
    Ok(Host::over(Page::personal(page), host.as_ref()).into_response())
}

/// Handles GET `/comments/{id}/useful`: shows the button, to readers on a page of another site.
pub(super) async fn useful_form(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id,
) -> Result<Response> {
    let place = app.store.place(id, app.now()).await?.ok_or(Error::NotFound)?;
    let comment = app.store.comment(id).await?.ok_or(Error::NotFound)?;
    if comment.state != comment::State::Visible {
        return Err(Error::NotFound);
    }
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?;
    let host = Host::of_place(&app, &place).await?;
    let shown = FormPage::new(Host::lang_of(&app, host.as_ref()), shell, "useful-heading")
        .quote(comment.html.with_directions())
        .to(format!("/comments/{id}/useful"))
        .button("useful")
        .after("useful-back", &[&place.address()])
        .ok();
    Ok(match host {
        Some(host) => (Extension(host.on_site(false)), shown).into_response(),
        None => shown,
    })
}

/// Handles POST `/comments/{id}/useful`: marks a comment as useful, or removes the mark.
///
/// A browser without a visitor cookie receives one. `sort` and `page` in the query determine the
/// page to redirect to.
pub(super) async fn useful(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let place = app.store.place(id, app.now()).await?.ok_or(Error::NotFound)?;
    app.rate_limiter
        .take(&[(LimitedAction::Useful, visitor.network.as_str())], app.now())
        .await?
        .spend();
    let (voter, fresh) = if let Some(account) = &visitor.member {
        (Voter::Member(account.id), None)
    } else {
        let (browser, fresh) = visitor.known_by(&app);
        (Voter::Browser(browser), fresh)
    };
    match app.store.mark_useful(id, &voter, app.now()).await? {
        Marked::Useful | Marked::NoMore => {}
        Marked::Own => return Err(Error::Forbidden("useful-own".into())),
        Marked::Gone => return Err(Error::NotFound),
    }
    let order = asked.text("sort").and_then(Order::from_code).unwrap_or_default();
    let back = match order {
        order if order != Order::Oldest && place.url.is_none() => {
            let (slug, sort, page) = (&place.slug, order.code(), asked.page());
            format!("/articles/{slug}?sort={sort}&page={page}#comment-{id}")
        }
        _ => place.address(),
    };
    Ok(remembering(see_other(&back), &app, fresh))
}
