//! Page for replying to a comment, with the comment quoted above the form.

use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::form::CommentFormView;
use super::view::CommentView;
use crate::app::App;
use crate::article::{Article, Slug};
use crate::comment;
use crate::comment::Comment;
use crate::comment::thread::Row;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::web::embed::{EmbedPage, Host};
use crate::web::page::{Page, QueryParams, Section, Shell, parse_id};
use crate::web::session::Visitor;

/// Comment form below the comment it replies to.
#[derive(Template)]
#[template(path = "comments/reply.html")]
pub(in crate::web) struct ReplyPage {
    t: Lang,
    shell: Shell,
    parent: CommentView,
    form: CommentFormView,
}

/// Id of the comment in `/articles/{slug}/comments/{id}/reply`.
pub(in crate::web) struct ParentId(i64);

impl FromRequestParts<App> for ParentId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path((_, id)) = Path::<(String, String)>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        parse_id(&id).map(Self).ok_or(Error::NotFound)
    }
}

/// Handles GET `/articles/{slug}/comments/{id}/reply`: shows the form.
pub(in crate::web) async fn reply(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    ParentId(id): ParentId,
    asked: QueryParams,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let parent = app
        .store
        .comment(id)
        .await?
        .filter(|parent| may_be_answered(parent, &article))
        .ok_or(Error::NotFound)?;
    let mut form = CommentFormView::new(&app, &article, visitor.member.as_ref()).answering(&parent);
    if asked.text("quote").is_some() {
        form.input.body = parent.html.quoted();
    }
    if let Some(host) = Host::of(&app, &article).await? {
        let form = form.under(&host);
        let page = EmbedPage::of_form(&app, &host, &article, Some(parent), form).await?;
        return Ok(page.answer(StatusCode::OK));
    }
    let page = ReplyPage::new(&app, &visitor, &article, parent, form).await?;
    Ok(Page::reading(page, visitor.member.as_ref()).into_response())
}

/// Returns whether the comment is visible and belongs to this article.
pub(in crate::web) fn may_be_answered(parent: &Comment, article: &Article) -> bool {
    parent.article_id == article.teaser.id && parent.state == comment::State::Visible
}

impl ReplyPage {
    /// Creates the page with this form below this comment.
    pub(in crate::web) async fn new(
        app: &App,
        visitor: &Visitor,
        article: &Article,
        parent: Comment,
        form: CommentFormView,
    ) -> Result<Self> {
        let row = Row::alone(parent);
        let parent = CommentView::new(&app.calendar, app.lang(), article.author_id, row);
        let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
        Ok(Self { t: app.lang(), shell, parent, form })
    }
}
