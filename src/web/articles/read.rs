//! An article with its discussion, for readers and for moderators.

use std::sync::Arc;

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::form::{CommentForm, author_name};
use crate::app::App;
use crate::article::{Article, Slug};
use crate::cache::Part;
use crate::comment::{self, Author, Reason};
use crate::error::{Error, Result};
use crate::generation::Topic;
use crate::locale::{Calendar, Lang};
use crate::markup::Html;
use crate::picture::{self, Place};
use crate::thread::{self, Row};
use crate::web::page::{Asked, Keep, Page, Pager, Section, Shell};
use crate::web::session::Visitor;

/// An article page; `answer` shows it again when something is wrong with a comment.
#[derive(Template)]
#[template(path = "articles/read.html")]
pub(super) struct ArticlePage {
    t: Lang,
    shell: Shell,
    calendar: Calendar,
    article: Article,
    lead: Option<Html>,
    comments: Html,
    pager: Pager,
    form: CommentForm,
}

/// One page of an article's threads: the same for everybody but those who moderate.
#[derive(Template)]
#[template(path = "articles/comments.html")]
struct Comments {
    t: Lang,
    slug: String,
    page: i64,
    views: Vec<CommentView>,
    open: bool,
    moderates: bool,
}

/// A comment as it stands on a page.
#[derive(Clone, Debug)]
pub(super) struct CommentView {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) tone: Option<u8>,
    pub(super) by_author: bool,
    pub(super) machine: String,
    pub(super) posted: String,
    pub(super) html: Html,
    pub(super) removed: Option<Removed>,
    pub(super) answers: Option<(i64, String)>,
    pub(super) version: i64,
    opens: bool,
    closes: usize,
    continues: bool,
}

/// What a tombstone says.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    pub(super) sentence: String,
    pub(super) rule: &'static str,
}

/// GET `/articles/{slug}`.
pub(in crate::web) async fn read(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: Asked,
    keep: Keep,
) -> Result<Response> {
    let page = Box::pin(async {
        let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
        let topic = Topic::Article(article.teaser.id);
        let form = CommentForm::new(&app, &article, visitor.member.as_ref());
        // It is another page once comments close.
        let until = article.closes_at(app.now());
        let page = ArticlePage::new(&app, &visitor, article, form, asked.page()).await?;
        Ok(Page::reading(page, visitor.member.as_ref()).of(topic).until(until))
    });
    keep.page(&app, page).await
}

impl ArticlePage {
    /// The page with this form and this page of its threads.
    pub(super) async fn new(app: &App, visitor: &Visitor, mut article: Article, form: CommentForm, page: i64) -> Result<Self> {
        let pages = comment::page_of(article.threads.max(1));
        let address = format!("/articles/{}", article.teaser.slug.as_str());
        let pager = Pager::new(address, "#comments", page, pages).ok_or(Error::NotFound)?;
        let moderates = visitor.member.as_ref().is_some_and(|account| account.role.may_moderate());
        let comments = Comments::html(app, &article, page, moderates).await?;
        let lead = illustrate(app, &mut article).await?;
        let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
        Ok(Self { t: app.lang(), shell, calendar: app.calendar.clone(), article, lead, comments, pager, form })
    }

    /// "Er zijn 6 reacties op dit artikel", in its three forms.
    fn count_line(&self) -> String {
        match self.article.teaser.comments {
            0 => self.t.say("comments-none"),
            count => self.t.with("comments-count", &[("count", count.into())]),
        }
    }

    /// "6 reacties", for the byline.
    fn count_link(&self) -> String {
        match self.article.teaser.comments {
            0 => self.t.say("teaser-no-comments"),
            count => self.t.with("teaser-comments", &[("count", count.into())]),
        }
    }

    fn published(&self) -> Option<(String, String)> {
        let moment = self.article.teaser.published?;
        Some((self.calendar.machine(moment), self.calendar.date(moment)))
    }

    fn reading_time(&self) -> String {
        self.t.with("reading-time", &[("minutes", self.article.minutes().into())])
    }
}

/// Puts the pictures in an article's text; the one at its head, where it has one.
async fn illustrate(app: &App, article: &mut Article) -> Result<Option<Html>> {
    let mut ids = picture::numbers_in(&article.html);
    ids.extend(article.teaser.picture);
    let pictures = app.store.pictures(&ids).await?;
    article.html = picture::in_text(&article.html, &pictures);
    let lead = pictures.iter().find(|picture| article.teaser.picture == Some(picture.id));
    Ok(lead.map(|lead| lead.html(Place::Lead, None)).transpose().context("rendering a picture")?)
}

impl Comments {
    /// As HTML: written once for everybody who does not moderate, also for members, whose pages are not kept whole.
    async fn html(app: &App, article: &Article, page: i64, moderates: bool) -> Result<Html> {
        // All that it takes from the article stands in its name; the rest is in its generation.
        let (slug, open) = (article.teaser.slug.as_str(), article.takes_comments(app.now()));
        let name = format!("{slug}?page={page}&open={open}&by={}", article.author_id);
        if !moderates && let Some(part) = app.cache.part(&name) {
            return Ok(part.html.clone());
        }
        let begun = app.store.generations().now();
        let rows = thread::thread(app.store.thread(article.teaser.id, page).await?);
        let views = rows.into_iter().map(|row| CommentView::new(&app.calendar, app.lang(), article, row)).collect();
        let part = Self { t: app.lang(), slug: slug.to_owned(), page, views, open, moderates };
        let html = Html::rendered(&part).context("rendering comments")?;
        if !moderates {
            let made = app.store.generations().made(begun, Topic::Article(article.teaser.id));
            app.cache.keep_part(&name, Arc::new(Part { made, html: html.clone() }));
        }
        Ok(html)
    }

    /// Where a moderator comes back to after deciding about a comment.
    fn place_of(&self, id: &i64) -> String {
        comment::address(&self.slug, self.page, *id)
    }
}

impl CommentView {
    /// A comment in its place in a thread.
    pub(super) fn new(calendar: &Calendar, t: Lang, article: &Article, row: Row) -> Self {
        let Row { comment, answers, opens, closes, continues } = row;
        let removed = match comment.state {
            comment::State::Removed(reason) => Some(Removed { sentence: reason.tombstone(t), rule: reason.code() }),
            comment::State::Held | comment::State::Visible => None,
        };
        Self {
            id: comment.id,
            name: author_name(t, Some(&comment.author)),
            initials: comment.author.initials(),
            tone: comment.author.tone(),
            by_author: matches!(comment.author, Author::Member { id, .. } if id == article.author_id),
            machine: calendar.machine(comment.posted_at),
            posted: t.with("posted-on", &[("moment", calendar.date_time(comment.posted_at).into())]),
            html: comment.html,
            removed,
            answers: answers.map(|answered| (answered.id, author_name(t, answered.author.as_ref()))),
            version: comment.version,
            opens,
            closes,
            continues,
        }
    }

    /// What a button that answers it is called for those who hear the page.
    pub(super) fn reply_to(&self, t: &Lang) -> String {
        t.with("reply-to-name", &[("name", self.name.as_str().into())])
    }

    /// What a link that reports it is called for those who hear the page.
    pub(super) fn reported_as(&self, t: &Lang) -> String {
        t.with("report-of-name", &[("name", self.name.as_str().into())])
    }

    /// What its moderation is called for those who hear the page.
    pub(super) fn judged_as(&self, t: &Lang) -> String {
        t.with("moderate-name", &[("name", self.name.as_str().into())])
    }
}
