//! Draft of an article for readers who have its secret link.
//!
//! Shows the article alone; it is never cached and not indexed by search engines.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::read::illustrate;
use crate::app::App;
use crate::article::Article;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::security::token::Token;
use crate::web::page::{Page, Section, Shell, see_other};
use crate::web::session::Visitor;

/// Value of `X-Robots-Tag` on every response here.
const ROBOTS: HeaderValue = HeaderValue::from_static("noindex, nofollow");

#[derive(Template)]
#[template(path = "articles/draft.html")]
struct DraftPage {
    t: Lang,
    shell: Shell,
    article: Article,
    lead: Option<Html>,
    /// Time of publication, if it is known.
    appears: Option<String>,
}

/// Page for a link that is invalid or was withdrawn.
#[derive(Template)]
#[template(path = "articles/no_draft.html")]
struct NoDraftPage {
    t: Lang,
    shell: Shell,
}

/// Handles GET `/drafts/{token}`: shows the draft, or redirects to the published article.
pub(in crate::web) async fn draft(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let found = match Token::parse(&token) {
        Some(token) => app.store.linked_draft(&token, app.now()).await?,
        None => None,
    };
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?;
    let mut response = match found {
        Some(article) if article.teaser.published.is_some_and(|moment| moment <= app.now()) => {
            see_other(&format!("/articles/{}", article.teaser.slug.as_str()))
        }
        Some(mut article) => {
            let lead = illustrate(&app, &mut article).await?;
            let appears = article.teaser.published.map(|moment| app.calendar.date_time(moment));
            let page = DraftPage { t: app.lang(), shell, article, lead, appears };
            Page::personal(page).into_response()
        }
        None => {
            let page = NoDraftPage { t: app.lang(), shell };
            Page::personal(page).status(StatusCode::NOT_FOUND).into_response()
        }
    };
    response.headers_mut().insert(header::HeaderName::from_static("x-robots-tag"), ROBOTS);
    Ok(response)
}
