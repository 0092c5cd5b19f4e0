//! Following the discussion of an article by e-mail.
//!
//! A member follows with one button, a guest by opening the link in a confirmation e-mail.

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::account::{Account, Email};
use crate::app::App;
use crate::article::{Article, Slug};
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::markup::Html;
use crate::notify::Event;
use crate::web::page::{
    Field, Form, FormPage, NextPath, QueryParams, Section, Shell, or_wait, see_other,
    too_many_requests,
};
use crate::web::session::Visitor;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FollowForm {
    email: String,
    /// "off" stops following.
    choice: String,
    /// Address to redirect to, for members who are logged in.
    next: NextPath,
}

/// Form with which a member follows an article, or stops.
#[derive(Template)]
#[template(path = "articles/_follow_button.html")]
struct FollowButton<'a> {
    t: Lang,
    slug: &'a str,
    follows: bool,
}

/// Returns the form with which a member follows an article, or stops.
pub(super) async fn button(
    app: &App,
    (article, slug): (i64, &str),
    member: &Account,
) -> Result<Html> {
    // The account was read before: with another address it follows other articles.
    let name = format!("follow {article} {}", member.email.key());
    let button =
        app.cache.fragment_or(&name, Topic::Article(article), app.store.generations(), async {
            let follows = app.store.is_following(article, &member.email).await?;
            let button = FollowButton { t: app.lang(), slug, follows };
            Ok(Html::rendered(&button).context("rendering a form")?)
        });
    Ok(button.await?.html.clone())
}

/// Handles GET `/articles/{slug}/follow`: shows the form.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: QueryParams,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let back = format!("/articles/{}#comments", slug.as_str());
    let done = match asked.text("done") {
        Some("sent") => Some("follow-sent"),
        Some("on") => Some("follow-on"),
        _ => None,
    };
    if let Some(done) = done {
        let shell = Shell::new(&app, visitor.member.as_ref(), Section::Articles).await?;
        let form_page = FormPage::new(app.lang(), shell, "follow-heading").good(done);
        return Ok(form_page.after("follow-back", &[back.as_str()]).ok());
    }
    Ok(form_page(&app, &visitor, &article, "").await?.ok())
}

/// Handles POST `/articles/{slug}/follow`: starts or stops following.
pub(in crate::web) async fn follow(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    form: Form,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let typed: FollowForm = form.read()?;
    if let Some(member) = &visitor.member {
        let on = typed.choice != "off";
        app.store
            .follow_article(article.teaser.id, &member.email, on, app.chance(), app.now())
            .await?;
        let here = format!("/articles/{}#follow", slug.as_str());
        return Ok(see_other(&typed.next.path_or(&app, &here)));
    }
    let key = Email::new(&typed.email)
        .map_or_else(|_| typed.email.trim().to_lowercase(), |email| email.key());
    let actions = [
        (LimitedAction::AskLink, visitor.network.as_str()),
        (LimitedAction::AskLinkEmail, key.as_str()),
    ];
    let permit = match or_wait(app.rate_limiter.take(&actions, app.now()).await)? {
        Ok(permit) => permit,
        Err(wait) => {
            let told = Message::with("error-too-many-advice", "wait", app.lang().duration(wait));
            let again = form_page(&app, &visitor, &article, &typed.email).await?;
            return Ok(too_many_requests(again.errors([("", told)]).ok(), wait));
        }
    };
    let email = match Email::new(&typed.email) {
        Ok(email) => email.as_str().to_owned(),
        Err(key) => {
            let again = form_page(&app, &visitor, &article, &typed.email).await?;
            let again = again.errors([("email", key.into())]);
            return Ok(again.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    permit.spend();
    let asked = Event::FollowAsked { article: article.teaser.id, email };
    app.store.announce(&asked, app.now()).await?;
    Ok(see_other(&format!("/articles/{}/follow?done=sent", slug.as_str())))
}

async fn form_page(
    app: &App,
    visitor: &Visitor,
    article: &Article,
    email: &str,
) -> Result<FormPage> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
    let slug = article.teaser.slug.as_str();
    let form_page = FormPage::new(app.lang(), shell, "follow-heading")
        .with("follow-text", &[("title", article.teaser.title.as_str().into())])
        .to(format!("/articles/{slug}/follow"));
    let form_page = match &visitor.member {
        Some(member) if app.store.is_following(article.teaser.id, &member.email).await? => {
            form_page.choice_button("follow-stop", "choice", "off")
        }
        Some(_) => form_page.button("follow-button"),
        None => form_page
            .field(Field::email("email", "field-email").hint("follow-email-hint").value(email))
            .button("follow-button"),
    };
    Ok(form_page.after("follow-back", &[format!("/articles/{slug}#comments").as_str()]))
}
