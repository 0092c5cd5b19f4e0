//! Places of threads: the article that each belongs to.

use super::{ImportOptions, Report};
use crate::article::Slug;
use crate::error::Result;
use crate::import::record::{About, Article, ArticleKind};
use crate::sites::{Page, PageAddress};
use crate::store::Store;
use crate::store::imports::{OpenThread, StagedAddress, Staging, Target};
use crate::text::address::Canonical;

/// Beginning of the path of an article on this board.
const ARTICLES: &str = "/articles/";

/// Decides for each thread which article it belongs to, or that one is made.
pub(super) async fn place(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    report: &mut Report,
    origin: Option<i64>,
) -> Result<()> {
    let hosts = staging.hosts().await?;
    if hosts.len() > 1 {
        staging.note("", About::Hosts.code(), &hosts.join(", ")).await?;
    }
    let mut after = 0;
    loop {
        let threads = staging.open_threads(after).await?;
        let Some(last) = threads.last() else { return Ok(()) };
        after = last.id;
        let keys: Vec<String> = threads.iter().map(|thread| thread.key.clone()).collect();
        let there = match origin {
            Some(origin) => (
                store.imported(origin, "article", &keys).await?,
                store.imported(origin, "page", &keys).await?,
            ),
            None => Default::default(),
        };
        for thread in threads {
            let known = there.0.get(&thread.key).map(|id| Target::Article(*id));
            let known = known.or_else(|| there.1.get(&thread.key).map(|id| Target::Page(*id)));
            let target = match known {
                Some(known) => {
                    report.counts.there.articles += 1;
                    store.if_there(known).await?
                }
                None => target(store, staging, options, &thread).await?,
            };
            staging.place_thread(thread.id, target).await?;
        }
    }
}

async fn target(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    thread: &OpenThread,
) -> Result<Target> {
    let addresses = staging.addresses_of(thread.id).await?;
    for StagedAddress { host, path, .. } in &addresses {
        if let Some(known) = store.old_address(path, Some(host)).await? {
            return Ok(known.into());
        }
    }
    if let Some(page) = site_page(options, &addresses) {
        if let Some(id) = store.page_by_key(&page.key).await? {
            return Ok(Target::SitePage(id));
        }
        staging.set_site_page(thread.id, &page).await?;
        return Ok(Target::NewSitePage);
    }
    if let Some(article) = &thread.article {
        return new_article(staging, thread, article).await;
    }
    let what = format!("thread {}", thread.key);
    for StagedAddress { host, path, .. } in &addresses {
        let address = Canonical { host: host.clone(), path: path.clone() };
        if let Some(slug) = options.map.article(&address) {
            return if let Some(id) = store.article_by_slug(slug).await? {
                Ok(Target::Article(id))
            } else {
                staging.note(&what, About::NoArticle.code(), slug.as_str()).await?;
                Ok(Target::None)
            };
        }
    }
    for StagedAddress { host, path, .. } in &addresses {
        let address = Canonical { host: host.clone(), path: path.clone() };
        let is_own = Canonical::parse(options.public_url.as_str(), None)
            .is_some_and(|own| host.is_empty() || own.host == *host);
        let own = path.strip_prefix(ARTICLES).filter(|_| is_own).and_then(Slug::parse);
        if let Some(slug) = own
            && let Some(id) = store.article_by_slug(&slug).await?
        {
            return Ok(Target::Article(id));
        }
        let last = address.last_part();
        if let Some(slug) = Slug::parse(&last).or_else(|| Slug::of(&last))
            && let Some(id) = store.article_by_slug(&slug).await?
        {
            staging.note(&what, About::MatchedBySlug.code(), slug.as_str()).await?;
            return Ok(Target::Article(id));
        }
    }
    if options.make_articles {
        return Ok(Target::NewArticle);
    }
    let address = addresses.first().map(|StagedAddress { host, path, .. }| match host.as_str() {
        "" => path.clone(),
        host => format!("https://{host}{path}"),
    });
    let address = address.unwrap_or_else(|| thread.key.clone());
    staging.note(&what, About::NoArticle.code(), &address).await?;
    Ok(Target::None)
}

/// Returns the page of a site that has the address of a thread, unless a person assigned another
/// place to it.
fn site_page(options: &ImportOptions, addresses: &[StagedAddress]) -> Option<Page> {
    let is_assigned = |StagedAddress { host, path, .. }: &StagedAddress| {
        let address = Canonical { host: host.clone(), path: path.clone() };
        options.map.article(&address).is_some()
    };
    if addresses.iter().any(is_assigned) {
        return None;
    }
    addresses.iter().find_map(|address| {
        let address = PageAddress::parse(address.url.as_deref()?)?;
        options.sites.page_of_old(address)
    })
}

/// Returns the place of an article of the file; a page with comments becomes an article.
async fn new_article(staging: &mut Staging, thread: &OpenThread, article: &str) -> Result<Target> {
    let article: Article = serde_json::from_str(article).map_err(anyhow::Error::new)?;
    match article.kind {
        ArticleKind::Article => Ok(Target::NewArticle),
        ArticleKind::Page if thread.comments == 0 => Ok(Target::NewPage),
        ArticleKind::Page => {
            let what = format!("article {}", thread.key);
            staging.note(&what, About::PageToArticle.code(), "").await?;
            Ok(Target::NewArticle)
        }
    }
}
