//! Page of an article with its discussion, for readers and moderators.

use std::future::ready;
use std::sync::Arc;

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

use super::member_page::member_page;
use super::share::SHOWN_WITHIN;
use super::threads::{Comments, Moderates};
use super::{follow, og_image, structured_data};
use crate::app::App;
use crate::article::share::{Network, TARGETS};
use crate::article::{Article, Slug, Teaser};
use crate::cache::Fragment;
use crate::cache::invalidation::Topic;
use crate::comment::thread::Order;
use crate::comment::{self, Avatar};
use crate::error::{Error, Result};
use crate::locale::{Calendar, Lang};
use crate::markup::{self, Heading, Html};
use crate::picture::{self, Picture, Place};
use crate::store::articles::ReadOn;
use crate::web::comments::form::CommentFormView;
use crate::web::page::{Cacheable, Page, Pager, QueryParams, Section, Shell, illustrated, labels};
use crate::web::session::Visitor;

/// Number of words above which an article has a table of contents: about six screens of a phone.
const LONG: i64 = 1_200;

/// Article page; `answer` renders it again when a comment has errors.
#[derive(Template)]
#[template(path = "articles/read.html")]
pub(in crate::web) struct ArticlePage {
    t: Lang,
    shell: Shell,
    calendar: Calendar,
    article: Article,
    lead: Option<Html>,
    /// Avatar beside the name of the author.
    signed: Avatar,
    outline: Vec<Heading>,
    order: Order,
    comments: Arc<Fragment>,
    shares: Vec<(Network, i64)>,
    pager: Pager,
    form: CommentFormView,
    /// Form with which the member who is logged in follows the article by e-mail.
    follow: Option<Html>,
    read_on: ReadOn,
    pictures: Vec<Picture>,
}

/// Parts of the page of an article that depend on its reader.
pub(super) struct Own {
    pub(super) shell: Shell,
    /// Moderators who decide on the comments.
    pub(super) moderates: Moderates,
    pub(super) follow: Option<Html>,
}

/// Handles GET `/articles/{slug}`: shows the article and a page of its threads.
pub(in crate::web) async fn read(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let order = asked.text("sort").and_then(Order::from_code).unwrap_or_default();
    let place = (order, asked.page());
    if let Some(member) = &visitor.member
        && let Some(page) = Box::pin(member_page(&app, member, &slug, place)).await?
    {
        return cache.page(&app, ready(Ok(page))).await;
    }
    let page = Box::pin(async {
        let article = readable(&app, &slug).await?;
        let (id, until) = (article.teaser.id, until(&app, &article));
        let form = CommentFormView::new(&app, &article, visitor.member.as_ref());
        let page = ArticlePage::new(&app, &visitor, article, form, place).await?;
        let page = Page::reading(page, visitor.member.as_ref()).leading_to(TARGETS).until(until);
        Ok(page.viewing(id, visitor.member.as_ref()).of(Topic::Article(id)))
    });
    cache.page(&app, page).await
}

/// Returns the article that stands at this address.
pub(super) async fn readable(app: &App, slug: &Slug) -> Result<Article> {
    // The text of a page of a site stands there; `moved` leads to it.
    let article = app.store.article(slug, app.now()).await?;
    article.filter(|article| article.page.is_none()).ok_or(Error::NotFound)
}

/// Returns the time at which the page changes by itself, such as when comments close.
pub(super) fn until(app: &App, article: &Article) -> Option<Timestamp> {
    article.closes_at(app.now()).into_iter().chain([app.now() + SHOWN_WITHIN]).min()
}

impl Own {
    /// Looks up what is shown of this reader.
    async fn of(app: &App, visitor: &Visitor, article: &Article) -> Result<Self> {
        let member = visitor.member.as_ref();
        let moderates = match member.filter(|account| account.role.may_moderate()) {
            Some(account) if app.store.decides_on(account.scope, article).await? => {
                Moderates::Account(account.id)
            }
            _ => Moderates::Nobody,
        };
        let place = (article.teaser.id, article.teaser.slug.as_str());
        let follow = match member {
            Some(member) => Some(follow::button(app, place, member).await?),
            None => None,
        };
        Ok(Self { shell: Shell::new(app, member, Section::Articles).await?, moderates, follow })
    }
}

impl ArticlePage {
    /// Creates the page with this form and this page of the threads, in an order.
    ///
    /// [`Error::NotFound`] if there is no such page of threads.
    pub(in crate::web) async fn new(
        app: &App,
        visitor: &Visitor,
        article: Article,
        form: CommentFormView,
        place: (Order, i64),
    ) -> Result<Self> {
        let own = Own::of(app, visitor, &article).await?;
        Self::with(app, own, article, form, place).await
    }

    /// Creates the page with what it shows of its reader.
    pub(super) async fn with(
        app: &App,
        own: Own,
        mut article: Article,
        form: CommentFormView,
        (order, page): (Order, i64),
    ) -> Result<Self> {
        let pages = comment::page_of(article.threads.max(1));
        let address = address(article.teaser.slug.as_str(), order);
        let pager = Pager::new(address, "#comments", page, pages).ok_or(Error::NotFound)?;
        let comments = Comments::part(app, &article, (order, page), own.moderates).await?;
        let shares = app.store.shares(article.teaser.id).await?;
        let set = markup::typeset(&article.html, &labels(app.lang()));
        article.html = set.html;
        let lead = illustrate(app, &mut article).await?;
        let avatar = match article.author_id {
            Some(author) => app.store.avatar(author).await?,
            None => None,
        };
        let read_on = app.store.read_on(&article.teaser, app.now()).await?;
        let pictures: Vec<i64> =
            read_on.related.iter().filter_map(|article| article.picture).collect();
        let pictures = app.store.pictures(&pictures).await?;
        Ok(Self {
            t: app.lang(),
            shell: own.shell.in_category(&article.teaser.categories),
            calendar: app.calendar.clone(),
            signed: Avatar::of(Some(&article.teaser.author), avatar),
            outline: if article.words > LONG { set.outline } else { Vec::new() },
            article,
            lead,
            order,
            comments,
            shares,
            pager,
            form,
            follow: own.follow,
            read_on,
            pictures,
        })
    }

    /// Returns the canonical address of this page of threads; it ignores the order.
    fn canonical(&self) -> String {
        let address = address(self.article.teaser.slug.as_str(), Order::default());
        if self.order == Order::default() { self.pager.here() } else { address }
    }

    /// Returns the name and address of each order, with true for the current one.
    ///
    /// Empty for an article with fewer than two threads.
    fn orders(&self) -> Vec<(String, String, bool)> {
        let offered = if self.article.threads > 1 { &Order::ALL[..] } else { &[] };
        let slug = self.article.teaser.slug.as_str();
        offered
            .iter()
            .map(|order| (self.t.say(order.key()), address(slug, *order), *order == self.order))
            .collect()
    }

    /// Returns whether links to the form are shown.
    fn leads_to_form(&self) -> bool {
        self.form.open && !self.form.members_only
    }

    /// Returns "Er zijn 6 reacties op dit artikel", or a message that there are none.
    fn count_line(&self) -> String {
        match self.article.teaser.comments {
            0 => self.t.say("comments-none"),
            count => self.t.with("comments-count", &[("count", count.into())]),
        }
    }

    /// Returns "6 reacties", for the byline.
    fn count_link(&self) -> String {
        match self.article.teaser.comments {
            0 => self.t.say("teaser-no-comments"),
            count => self.t.with("teaser-comments", &[("count", count.into())]),
        }
    }

    fn published(&self) -> Option<(String, String)> {
        self.published_at(&self.article.teaser)
    }

    /// Returns the time of publication of an article in ISO 8601 and in words.
    fn published_at(&self, article: &Teaser) -> Option<(String, String)> {
        let moment = article.published?;
        Some((self.calendar.machine(moment), self.calendar.date(moment)))
    }

    /// Returns the picture beside a suggested article.
    fn picture_of(&self, article: &Teaser) -> Option<Html> {
        let picture = self.pictures.iter().find(|picture| article.picture == Some(picture.id))?;
        picture.html(Place::List, None).ok()
    }

    /// Returns the code and name of every network, and the number of shares there.
    fn networks(&self) -> Vec<(&'static str, String, i64)> {
        let shared = |network| {
            self.shares.iter().find(|(known, _)| *known == network).map_or(0, |(_, count)| *count)
        };
        let name = |network: Network| {
            network.name().map_or_else(|| self.t.say("share-email"), str::to_owned)
        };
        Network::ALL
            .into_iter()
            .map(|network| (network.code(), name(network), shared(network)))
            .collect()
    }

    /// Returns the absolute URL of the article.
    fn address(&self) -> String {
        format!("{}/articles/{}", self.shell.public_url, self.article.teaser.slug.as_str())
    }

    /// Returns the absolute URL of the author's page.
    fn author_address(&self) -> Option<String> {
        let slug = self.article.teaser.author_slug.as_ref()?;
        Some(format!("{}/authors/{}", self.shell.public_url, slug.as_str()))
    }

    /// Returns the absolute URL of the preview picture for links to the article.
    fn og_image(&self) -> String {
        format!(
            "{}{}",
            self.shell.public_url,
            og_image::path(&self.shell.name, &self.shell.branding, &self.article)
        )
    }

    /// Returns the language and country for `og:locale`.
    fn place(&self) -> &'static str {
        match self.t {
            Lang::Nl | Lang::NlFormal => "nl_NL",
            Lang::En => "en_GB",
        }
    }

    /// Returns the structured data of the article and its comments, by name.
    fn structured_data(&self) -> Vec<(&'static str, Html)> {
        let image = self.og_image();
        let article =
            structured_data::of_article(self.t, &self.calendar, &self.shell, &self.article, &image);
        article.chain([("comment", self.comments.facts.clone())]).collect()
    }

    fn reading_time(&self) -> String {
        self.t.with("reading-time", &[("minutes", self.article.minutes().into())])
    }
}

/// Returns the address of an article with its comments in an order.
fn address(slug: &str, order: Order) -> String {
    match order {
        Order::Oldest => format!("/articles/{slug}"),
        order => format!("/articles/{slug}?sort={}", order.code()),
    }
}

/// Inserts the pictures into an article's text and returns the lead picture, if there is one.
pub(super) async fn illustrate(app: &App, article: &mut Article) -> Result<Option<Html>> {
    let mut ids = picture::numbers_in(&article.html);
    ids.extend(article.teaser.picture);
    let pictures = app.store.pictures(&ids).await?;
    article.html = illustrated(app.lang(), &article.html, &pictures);
    let lead = pictures.iter().find(|picture| article.teaser.picture == Some(picture.id));
    let caption = lead.and_then(|lead| lead.caption.clone());
    article.caption = article.caption.take().or(caption);
    Ok(lead.map(|lead| lead.html(Place::Lead, None)).transpose().context("rendering a picture")?)
}
