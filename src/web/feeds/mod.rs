//! Feeds as Atom (RFC 4287) and RSS 2.0.
//!
//! They contain the newest articles with their whole text, and the newest comments on the site or
//! on one article.

mod rss;

use anyhow::{Context, anyhow};
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use url::Url;

use super::page::{Cacheable, File, moved_permanently};
use crate::app::App;
use crate::article::{Article, Slug};
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::markup;
use crate::store::articles::News;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const RSS: &str = "application/rss+xml; charset=utf-8";
/// Year in `tag:` URIs (RFC 4151).
///
/// It must be a year in which the operator already owned the domain, and it must never change.
const SINCE: i16 = 2026;

/// Handles GET `/feed` and `/rss`, the addresses that feed readers try by default.
pub(super) async fn usual_address() -> Response {
    moved_permanently("/feed.atom")
}

/// Format of a feed.
#[derive(Clone, Copy, Debug)]
enum Format {
    Atom,
    Rss,
}

/// Handles GET `/feed.atom`: returns the newest articles.
pub(super) async fn articles(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    articles_as(app, cache, Format::Atom).await
}

/// Handles GET `/feed.rss`: returns the newest articles as RSS.
pub(super) async fn articles_rss(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    articles_as(app, cache, Format::Rss).await
}

async fn articles_as(app: App, cache: Cacheable, format: Format) -> Result<Response> {
    let file = Box::pin(async {
        let articles = app.store.newest_whole(app.now()).await?;
        let until = app.store.next_publication(app.now()).await?;
        let place = Place::of(&app, format)?;
        app.branding().await?;
        let title = app.name();
        Ok(move || {
            let entries = articles.iter().map(|article| place.article(article));
            let entries = entries.collect::<Result<Vec<_>>>()?;
            let feed = place.feed("articles", title, "/feed", "/", entries)?;
            Ok(feed.of(Topic::Lists).until(until))
        })
    });
    cache.file(&app, file).await
}

/// Handles GET `/comments.atom`: returns the newest comments on the site.
pub(super) async fn comments(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    comments_as(app, cache, Format::Atom).await
}

/// Handles GET `/comments.rss`: returns the newest comments on the site as RSS.
pub(super) async fn comments_rss(State(app): State<App>, cache: Cacheable) -> Result<Response> {
    comments_as(app, cache, Format::Rss).await
}

async fn comments_as(app: App, cache: Cacheable, format: Format) -> Result<Response> {
    let file = Box::pin(async {
        let news = app.store.newest_comments(None, app.now()).await?;
        let until = app.store.next_publication(app.now()).await?;
        let place = Place::of(&app, format)?;
        app.branding().await?;
        let title = app.lang().with("feed-comments", &[("board", app.name().into())]);
        Ok(move || {
            let entries = place.comments(&news)?;
            let feed = place.feed("comments", title, "/comments", "/", entries)?;
            Ok(feed.of(Topic::Lists).until(until))
        })
    });
    cache.file(&app, file).await
}

/// Handles GET `/articles/{slug}/comments.atom`: returns the newest comments on an article.
pub(super) async fn comments_on(
    State(app): State<App>,
    slug: Slug,
    cache: Cacheable,
) -> Result<Response> {
    comments_on_as(app, slug, cache, Format::Atom).await
}

/// Handles GET `/articles/{slug}/comments.rss`: returns the newest comments on an article as RSS.
pub(super) async fn comments_on_rss(
    State(app): State<App>,
    slug: Slug,
    cache: Cacheable,
) -> Result<Response> {
    comments_on_as(app, slug, cache, Format::Rss).await
}

async fn comments_on_as(
    app: App,
    slug: Slug,
    cache: Cacheable,
    format: Format,
) -> Result<Response> {
    let file = Box::pin(async {
        let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?.teaser;
        let news = app.store.newest_comments(Some(article.id), app.now()).await?;
        let place = Place::of(&app, format)?;
        let title =
            app.lang().with("feed-comments-on", &[("title", article.title.as_str().into())]);
        let (name, page) =
            (format!("article/{}/comments", article.id), format!("/articles/{}", slug.as_str()));
        Ok(move || {
            let (own, entries) = (format!("{page}/comments"), place.comments(&news)?);
            let feed = place.feed(&name, title, &own, &page, entries)?;
            Ok(feed.of(Topic::Article(article.id)))
        })
    });
    cache.file(&app, file).await
}

/// Site and format for which a feed is written.
struct Place {
    app: App,
    home: Url,
    format: Format,
}

impl Place {
    fn of(app: &App, format: Format) -> Result<Self> {
        let home = Url::parse(&app.config.public_url).context("the public address of the board")?;
        Ok(Self { app: app.clone(), home, format })
    }

    /// Returns the permanent id of an item, independent of its address.
    fn name(&self, thing: &str) -> String {
        format!("tag:{},{SINCE}:{thing}", self.home.host_str().unwrap_or_default())
    }

    /// Returns the absolute URL of a path.
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.app.config.public_url)
    }

    /// Writes a feed; `name` is for its id, and `own` is its path without the extension.
    fn feed(
        &self,
        name: &str,
        title: String,
        own: &str,
        page: &str,
        entries: Vec<Entry>,
    ) -> Result<File> {
        // A feed without entries has the Unix epoch as the time of its last change.
        let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
        let link = |rel: &str, path, kind: &str| Link {
            href: self.at(path),
            rel: rel.to_owned(),
            mime_type: Some(kind.to_owned()),
            ..Link::default()
        };
        let feed = Feed {
            title: Text::plain(title),
            id: self.name(name),
            updated,
            links: vec![
                link("self", &format!("{own}.{}", self.format.ending()), self.format.media_type()),
                link("alternate", page, "text/html"),
            ],
            lang: Some(self.app.lang().code().to_owned()),
            entries,
            ..Feed::default()
        };
        let (kind, xml) = match self.format {
            Format::Atom => {
                let xml = feed.write_to(Vec::new()).context("writing a feed")?;
                (ATOM, String::from_utf8(xml).context("a feed is text")?)
            }
            Format::Rss => (RSS, rss::written(&feed)),
        };
        Ok(File::new(kind, xml.replace(never_in_xml, "")))
    }

    fn article(&self, article: &Article) -> Result<Entry> {
        let teaser = &article.teaser;
        let address = self.at(&format!("/articles/{}", teaser.slug.as_str()));
        let here = Url::parse(&address).context("the address of an article")?;
        let published = teaser.published.unwrap_or(article.edited);
        let author = Person {
            name: teaser.author.clone(),
            uri: teaser
                .author_slug
                .as_ref()
                .map(|slug| self.at(&format!("/authors/{}", slug.as_str()))),
            ..Person::default()
        };
        let category = |of: &crate::article::Category| Category {
            term: of.slug.as_str().to_owned(),
            label: Some(of.name.clone()),
            ..Category::default()
        };
        Ok(Entry {
            title: Text::plain(teaser.title.clone()),
            id: self.name(&format!("article/{}", teaser.id)),
            updated: moment(article.edited.max(published))?,
            published: Some(moment(published)?),
            authors: vec![author],
            categories: teaser.categories.iter().map(category).collect(),
            links: vec![alternate(address)],
            summary: Some(Text::plain(teaser.lead.clone())),
            content: Some(html(
                markup::absolute(article.intro.as_deref(), &article.html, &here).to_string(),
            )),
            ..Entry::default()
        })
    }

    fn comments(&self, news: &[News]) -> Result<Vec<Entry>> {
        news.iter().map(|news| self.comment(news)).collect()
    }

    fn comment(&self, news: &News) -> Result<Entry> {
        let (comment, t) = (&news.comment, self.app.lang());
        let name = t.commenter(comment.author.name());
        let title = t.with(
            "feed-comment",
            &[("name", name.as_str().into()), ("title", news.title.as_str().into())],
        );
        Ok(Entry {
            title: Text::plain(title),
            id: self.name(&format!("comment/{}", comment.id)),
            updated: moment(news.shown)?,
            published: Some(moment(comment.posted_at)?),
            authors: vec![Person { name, ..Person::default() }],
            links: vec![alternate(self.at(&format!("/comments/{}", comment.id)))],
            content: Some(html(comment.html.to_string())),
            ..Entry::default()
        })
    }
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => rss::MEDIA_TYPE,
        }
    }
}

/// Returns the link to the page of an entry.
fn alternate(address: String) -> Link {
    Link {
        href: address,
        rel: "alternate".to_owned(),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    }
}

fn html(value: String) -> Content {
    Content { value: Some(value), content_type: Some("html".to_owned()), ..Content::default() }
}

/// Converts a timestamp to the format of feeds, with a precision of one second.
fn moment(moment: Timestamp) -> Result<FixedDateTime> {
    let written = moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    Ok(written.parse().map_err(|error| anyhow!("{written}: {error}"))?)
}

/// Returns whether a character is not allowed in XML, not even escaped (XML 1.0, section 2.2).
fn never_in_xml(sign: char) -> bool {
    matches!(
        sign,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
    )
}
