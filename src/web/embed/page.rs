//! Page of the board with the comments on a page of another site, which the site may frame.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::host::Host;
use super::refused::{Form, allowed};
use super::thread::Thread;
use super::{Orders, count_line, orders, topic_of};
use crate::account::Scope;
use crate::app::App;
use crate::article::Article;
use crate::branding::Branding;
use crate::comment::thread::{Order, Row};
use crate::comment::{self, Comment};
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::web::comments::form::CommentFormView;
use crate::web::comments::view::CommentView;
use crate::web::comments::{may_be_answered, next_step};
use crate::web::page::{Cacheable, EmbedParams, Page, Pager, QueryParams, Section, Shell};
use crate::web::session::Visitor;

/// Page with the look of a site: threads and the form, or the form alone.
#[derive(Template)]
#[template(path = "embed/page.html")]
pub(in crate::web) struct EmbedPage {
    t: Lang,
    shell: Shell,
    host: Host,
    title: String,
    threads: Option<Threads>,
    /// Comment that the form answers.
    parent: Option<CommentView>,
    /// Heading and text about a comment that was just posted and is held.
    held: Option<(String, String)>,
    form: CommentFormView,
}

/// One page of threads, with the links to the others.
struct Threads {
    heading: String,
    orders: Orders,
    html: Html,
    pager: Pager,
    /// Page at which readers follow the comments by e-mail; `None` before there are any.
    follow: Option<String>,
}

/// Handles GET `/embed`: shows the comments on the page that the query names.
///
/// With `reply_to` the form answers that comment; `held` tells of a comment that waits.
pub(in crate::web) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let params = EmbedParams::new(&asked);
    let address = match allowed(&app, &params, Form::Page).await? {
        Ok(address) => address,
        Err(answer) => return Ok(answer),
    };
    let member = visitor.member.as_ref();
    let page = Box::pin(async {
        let (host, article) =
            Host::find(&app, address, &params.title).await?.ok_or(Error::NotFound)?;
        let host = host.framed(true);
        let (site, topic, until) =
            (host.on_site(true), topic_of(&article), article.closes_at(app.now()));
        let form = CommentFormView::new(&app, &article, member).under(&host);
        let page = match answered(&app, &params, &article).await? {
            Some(parent) => {
                let form = form.answering(&parent);
                EmbedPage::of_form(&app, &host, &article, Some(parent), form).await?
            }
            None => EmbedPage::of_threads(&app, &host, &article, form, &params).await?,
        };
        Ok(Page::reading(page, member).on(site).of(topic).until(until))
    });
    cache.page(&app, page).await
}

/// Returns the comment that the form is to answer, if it may be answered.
async fn answered(app: &App, params: &EmbedParams, article: &Article) -> Result<Option<Comment>> {
    let Some(id) = params.reply_to else { return Ok(None) };
    let parent = app.store.comment(id).await?;
    Ok(parent.filter(|parent| may_be_answered(parent, article)))
}

impl EmbedPage {
    async fn of_threads(
        app: &App,
        host: &Host,
        article: &Article,
        form: CommentFormView,
        params: &EmbedParams,
    ) -> Result<Self> {
        let (t, order) = (host.site.lang, params.order);
        let base = host.path();
        let sorted =
            if order == Order::default() { base.clone() } else { with_order(&base, params) };
        let pages = comment::page_of(article.threads.max(1));
        let pager = Pager::new(sorted, "#comments", params.page, pages).ok_or(Error::NotFound)?;
        let slug = article.teaser.slug.as_str();
        let threads = Threads {
            heading: count_line(t, article),
            orders: orders(t, article, &base, order),
            html: Thread::html(app, host, article, (order, params.page)).await?,
            pager,
            follow: (article.teaser.id > 0).then(|| format!("/articles/{slug}/follow")),
        };
        let held = held(app, params, article, t).await?;
        let page = Self::of_form(app, host, article, None, form).await?;
        Ok(Self { threads: Some(threads), held, ..page })
    }

    /// Creates the page with the form alone, below the comment it answers.
    pub(in crate::web) async fn of_form(
        app: &App,
        host: &Host,
        article: &Article,
        parent: Option<Comment>,
        form: CommentFormView,
    ) -> Result<Self> {
        let t = host.site.lang;
        let mut shell = Shell::new(app, None, Section::Elsewhere).await?;
        let (light, dark) = (host.site.light, host.site.dark);
        shell.branding = Arc::new(Branding {
            light: light.or(shell.branding.light),
            dark: dark.or(shell.branding.dark),
            ..Branding::clone(&shell.branding)
        });
        let calendar = host.calendar(app);
        let parent = parent.map(|parent| {
            let row = Row::alone(parent);
            let mut view = CommentView::new(&calendar, t, article.author_id, row);
            view.html = view.html.leaving_frame();
            view
        });
        let title = article.teaser.title.clone();
        let (host, held, threads) = (host.clone(), None, None);
        Ok(Self { t, shell, host, title, threads, parent, held, form })
    }

    /// Returns the page as the response to a submitted form, or to the link that answers a comment.
    pub(in crate::web) fn answer(self, status: StatusCode) -> Response {
        let site = self.host.on_site(true);
        Page::personal(self).on(site).status(status).into_response()
    }

    /// Returns the origin of the page, which alone exchanges messages with the frame.
    fn origin(&self) -> String {
        let url = url::Url::parse(&self.host.url).ok();
        url.map(|url| url.origin().ascii_serialization()).unwrap_or_default()
    }
}

fn with_order(base: &str, params: &EmbedParams) -> String {
    format!("{base}&sort={}", params.order.code())
}

/// Returns the heading and text about a held comment on this page.
async fn held(
    app: &App,
    params: &EmbedParams,
    article: &Article,
    t: Lang,
) -> Result<Option<(String, String)>> {
    let Some(id) = params.held else { return Ok(None) };
    let case = app.store.case(Scope::Board, id, app.now()).await?;
    let is_here = |comment: &Comment| {
        comment.article_id == article.teaser.id && comment.state == comment::State::Held
    };
    Ok(case.filter(|case| is_here(&case.comment)).map(|case| {
        let (heading, text) = next_step(case.comment.held_for, case.brake);
        (t.say(heading), t.say(text))
    }))
}
