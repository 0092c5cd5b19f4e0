//! An article with its discussion, for readers and for moderators.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::form::{CommentForm, author_name};
use crate::app::App;
use crate::article::{Article, Slug};
use crate::comment::{self, Author, Reason};
use crate::error::{Error, Result};
use crate::locale::{Calendar, Lang};
use crate::markup::Html;
use crate::thread::{self, Row};
use crate::web::page::{Asked, Page, Pager, Section, Shell};
use crate::web::session::Visitor;

/// An article page; `answer` shows it again when something is wrong with a comment.
#[derive(Template)]
#[template(path = "articles/read.html")]
pub(super) struct ArticlePage {
    t: Lang,
    shell: Shell,
    calendar: Calendar,
    article: Article,
    comments: Vec<CommentView>,
    pager: Pager,
    moderates: bool,
    form: CommentForm,
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
pub(in crate::web) async fn read(State(app): State<App>, visitor: Visitor, slug: Slug, asked: Asked) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let form = CommentForm::new(&app, &article, visitor.member.as_ref());
    let page = ArticlePage::new(&app, &visitor, article, form, asked.page()).await?;
    Ok(Page::reading(page, visitor.member.as_ref()).into_response())
}

impl ArticlePage {
    /// The page with this form and this page of its threads.
    pub(super) async fn new(app: &App, visitor: &Visitor, article: Article, form: CommentForm, page: i64) -> Result<Self> {
        let pages = app.store.thread_pages(article.teaser.id).await?;
        let address = format!("/articles/{}", article.teaser.slug.as_str());
        let pager = Pager::new(address, "#comments", page, pages).ok_or(Error::NotFound)?;
        let rows = thread::thread(app.store.thread(article.teaser.id, page).await?);
        let moderates = visitor.member.as_ref().is_some_and(|account| account.role.may_moderate());
        let comments = rows.into_iter().map(|row| CommentView::new(&app.calendar, app.lang(), &article, row)).collect();
        let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
        Ok(Self { t: app.lang(), shell, calendar: app.calendar.clone(), article, comments, pager, moderates, form })
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

    /// Where a moderator comes back to after deciding about a comment.
    fn place_of(&self, id: &i64) -> String {
        comment::address(self.article.teaser.slug.as_str(), self.pager.page, *id)
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
