//! Sitemap and `robots.txt`: the public addresses, and those that crawlers must not request.

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::page::{Cacheable, File, QueryParams, line};
use crate::app::App;
use crate::article::Slug;
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};

/// Number of articles in one file.
///
/// With the permitted 50,000 addresses one file would fill half of the page cache.
const PER_FILE: i64 = 10_000;
/// Pages that every site has.
const FIXED: [&str; 5] = ["/", "/terms", "/privacy", "/house-rules", "/moderation-log"];

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    home: String,
    /// Addresses of the parts, if one file is not enough.
    parts: Vec<String>,
    addresses: Vec<(String, Option<Timestamp>)>,
}

impl Sitemap {
    /// Formats a timestamp as W3C datetime, in UTC and with a precision of one second.
    fn day(&self, moment: &Timestamp) -> String {
        moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// Handles GET `/sitemap.xml`: returns the addresses, or an index of parts for very many articles.
///
/// The parts are the pages from 2 on.
pub(super) async fn sitemap(
    State(app): State<App>,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let file = Box::pin(async {
        let (page, now) = (asked.page(), app.now());
        let (first, total) = app.store.article_addresses(PER_FILE, 0, now).await?;
        let parts = (total + PER_FILE - 1) / PER_FILE;
        let mut sitemap = Sitemap {
            home: app.config.public_url.clone(),
            parts: Vec::new(),
            addresses: Vec::new(),
        };
        match page {
            1 if parts > 1 => {
                sitemap.parts =
                    (2..parts + 2).map(|page| format!("/sitemap.xml?page={page}")).collect();
            }
            1 => sitemap.addresses = [others(&app, &first, now).await?, articles(first)].concat(),
            2 if parts > 1 => {
                sitemap.addresses = [others(&app, &first, now).await?, articles(first)].concat();
            }
            page if parts > 1 && page <= parts + 1 => {
                sitemap.addresses = articles(
                    app.store.article_addresses(PER_FILE, (page - 2) * PER_FILE, now).await?.0,
                );
            }
            _ => return Err(Error::NotFound),
        }
        let until = app.store.next_publication(now).await?;
        Ok(move || {
            let xml = sitemap.render().context("rendering the sitemap")?;
            Ok(File::new("application/xml; charset=utf-8", xml).of(Topic::Lists).until(until))
        })
    });
    cache.file(&app, file).await
}

/// Returns the addresses of all pages that are not articles: static pages, categories, authors.
async fn others(
    app: &App,
    newest: &[(Slug, Timestamp)],
    now: Timestamp,
) -> Result<Vec<(String, Option<Timestamp>)>> {
    let front = newest.first().map(|(_, changed)| *changed);
    let fixed = FIXED.iter().map(|path| ((*path).to_owned(), front.filter(|_| *path == "/")));
    let categories = below("/categories/", app.store.category_addresses(now).await?);
    let authors = below("/authors/", app.store.authors(now).await?);
    let pages = app.store.own_pages().await?.into_iter().filter(|own| own.page.published);
    let pages = pages.map(|own| (own.page.path(), Some(own.made_at)));
    Ok(fixed.chain(categories).chain(authors).chain(pages).collect())
}

fn articles(slugs: Vec<(Slug, Timestamp)>) -> Vec<(String, Option<Timestamp>)> {
    below("/articles/", slugs).collect()
}

fn below(
    folder: &str,
    slugs: Vec<(Slug, Timestamp)>,
) -> impl Iterator<Item = (String, Option<Timestamp>)> {
    slugs
        .into_iter()
        .map(move |(slug, changed)| (format!("{folder}{}", slug.as_str()), Some(changed)))
}

/// Handles GET `/robots.txt`: excludes forms and staff pages from crawling.
pub(super) async fn robots(State(app): State<App>) -> Response {
    const NOT_FOR_THEM: [&str; 9] = [
        "/login",
        "/account",
        "/moderation",
        "/desk",
        "/search",
        "/articles/*/comments/",
        "/articles/*/share/",
        "/comments/*/report",
        "/appeals/",
    ];
    let rules = NOT_FOR_THEM.map(|path| format!("Disallow: {path}\n")).concat();
    // The longer of two matching rules takes precedence: the moderation log is public.
    let text = format!(
        "User-agent: *\nAllow: /moderation-log\n{rules}\nSitemap: {}/sitemap.xml\n",
        app.config.public_url
    );
    line(StatusCode::OK, text)
}
