//! Contents of new articles and own pages: text, slug, pictures and links within the board.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use url::Url;

use crate::article::Slug;
use crate::error::Result;
use crate::import::record::{Article, ArticleState, Text};
use crate::import::{markdown, markdown::Converted};
use crate::static_page::StaticPage;
use crate::store::Store;
use crate::store::imports::{NewContent, PICTURE, PlannedContent, Staging};
use crate::text::address::Canonical;

/// Plans the contents of all new articles and own pages.
pub(super) async fn plan(
    store: &Store,
    staging: &mut Staging,
    base: Option<Url>,
    now: Timestamp,
) -> Result<()> {
    let slugs = name(store, staging).await?;
    let addresses = Addresses::of(store, staging, base).await?;
    let mut after = 0;
    while let Some(new) = staging.next_content(after).await? {
        after = new.id;
        let slug = slugs.get(&new.id).cloned().unwrap_or_default();
        let content = match &new.article {
            Some(article) => {
                let article = serde_json::from_str(article).map_err(anyhow::Error::new)?;
                of_article(staging, &addresses, &new, article, slug, now).await?
            }
            None => of_address(&new, slug),
        };
        staging.set_content(new.id, &content).await?;
    }
    Ok(())
}

/// Gives each new article and page a slug that is free, and returns it by number.
async fn name(store: &Store, staging: &mut Staging) -> Result<HashMap<i64, String>> {
    let (mut slugs, mut taken) = (HashMap::new(), HashSet::new());
    let mut after = 0;
    while let Some(new) = staging.next_content(after).await? {
        after = new.id;
        let article: Option<Article> = new
            .article
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(anyhow::Error::new)?;
        let wanted = article.as_ref().and_then(|article| article.slug.as_deref());
        let wanted = wanted.and_then(|slug| Slug::parse(slug).or_else(|| Slug::of(slug)));
        let path = new.path.as_deref().unwrap_or_default();
        let last = Canonical { host: String::new(), path: path.to_owned() }.last_part();
        let title = new.title.as_deref().unwrap_or_default();
        // The title of an address is whatever the page was called; its last part was chosen.
        let words = if article.is_some() { [title, &last] } else { [last.as_str(), title] };
        let wanted = wanted
            .or_else(|| words.into_iter().find_map(Slug::of))
            .or_else(|| Slug::parse("article"));
        let Some(wanted) = wanted else { continue };
        for slug in wanted.numbered() {
            let is_free = if new.is_page {
                StaticPage::from_code(slug.as_str()).is_none()
                    && store.is_page_slug_free(&slug).await?
            } else {
                store.article_by_slug(&slug).await?.is_none()
            };
            if is_free && taken.insert((new.is_page, slug.as_str().to_owned())) {
                slugs.insert(new.id, slug.as_str().to_owned());
                let folder = if new.is_page { "/pages/" } else { "/articles/" };
                staging.set_new_path(new.id, &format!("{folder}{}", slug.as_str())).await?;
                break;
            }
        }
    }
    Ok(slugs)
}

/// New addresses of pages and pictures, by their old ones.
struct Addresses {
    base: Option<Url>,
    pages: HashMap<Canonical, String>,
    pictures: HashMap<Canonical, i64>,
}

impl Addresses {
    async fn of(store: &Store, staging: &mut Staging, base: Option<Url>) -> Result<Self> {
        let found = |(host, path): (String, String)| Canonical { host, path };
        let mut pages = HashMap::new();
        for (host, path, new_path, target) in staging.new_paths().await? {
            let new_path = match (new_path, target) {
                (Some(path), _) => Some(path),
                (None, Some(target)) => store.path_of(target).await?,
                (None, None) => None,
            };
            if let Some(new_path) = new_path {
                pages.insert(found((host, path)), new_path);
            }
        }
        let pictures = staging.picture_addresses().await?;
        let pictures =
            pictures.into_iter().map(|(host, path, id)| (found((host, path)), id)).collect();
        Ok(Self { base, pages, pictures })
    }

    /// Returns the address on the board that an address in a text leads to.
    fn link(&self, address: &str) -> Option<String> {
        let (address, fragment) = match address.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (address, None),
        };
        let canonical = Canonical::parse(address, self.base.as_ref())?;
        if let Some(picture) = self.pictures.get(&canonical) {
            return Some(format!("{PICTURE}{picture}"));
        }
        let path = self.pages.get(&canonical)?;
        // The number of a comment is another one here.
        Some(match fragment.filter(|fragment| !fragment.contains("comment-")) {
            Some(fragment) => format!("{path}#{fragment}"),
            None => path.clone(),
        })
    }

    /// Returns the number of a picture in the staging database.
    ///
    /// `WordPress` writes a size into the names of smaller copies: `boom-300x200.jpg`.
    fn picture(&self, address: &str) -> Option<i64> {
        let canonical = Canonical::parse(address, self.base.as_ref())?;
        let found = self.pictures.get(&canonical).copied();
        found.or_else(|| {
            let (stem, extension) = canonical.path.rsplit_once('.')?;
            let (stem, size) = stem.rsplit_once('-')?;
            let (width, height) = size.split_once('x')?;
            let is_number =
                |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let path = format!("{stem}.{extension}");
            let original = Canonical { host: canonical.host.clone(), path };
            (is_number(width) && is_number(height))
                .then(|| self.pictures.get(&original).copied())?
        })
    }
}

/// Returns the content of an article or page of the file.
async fn of_article(
    staging: &mut Staging,
    addresses: &Addresses,
    new: &NewContent,
    article: Article,
    slug: String,
    now: Timestamp,
) -> Result<PlannedContent> {
    let what = format!("article {}", new.key);
    let Converted { markdown: body, notices } =
        markdown::article(&article.body, &mut NewAddresses(addresses));
    for (about, detail) in notices {
        staging.note(&what, about.code(), &detail).await?;
    }
    let picture = match &article.lead_picture {
        Some(picture) => match staging.picture_of_key(picture).await? {
            Some(id) => Some(id),
            None => addresses.picture(picture),
        },
        None => None,
    };
    let oldest = new.made_at.or(new.first_comment_at);
    let (published, planned) = match article.state {
        ArticleState::Published(at) => (at.map(Timestamp::as_microsecond).or(oldest), None),
        ArticleState::Planned(at) if at > now => (None, Some(at.as_microsecond())),
        ArticleState::Planned(at) => (Some(at.as_microsecond()), None),
        ArticleState::Draft => (None, None),
    };
    Ok(PlannedContent {
        title: new.title.clone().unwrap_or_else(|| slug.clone()),
        slug,
        author: article.author,
        lead: article.lead.filter(|lead| !lead.trim().is_empty()),
        body,
        published,
        planned,
        made_at: oldest,
        categories: article.categories,
        picture,
        comments_open: new.comments_open.unwrap_or(true),
    })
}

/// Returns the content of an article for an address: its title, and a link to it.
fn of_address(new: &NewContent, slug: String) -> PlannedContent {
    let host = new.host.as_deref().unwrap_or_default();
    let path = new.path.as_deref().unwrap_or_default();
    let address = format!("https://{host}{path}");
    let title = new.title.clone();
    let body = if host.is_empty() {
        markdown::comment(&Text::Plain(title.clone().unwrap_or_else(|| path.to_owned())))
    } else {
        format!("<{address}>")
    };
    let published = new.made_at.or(new.first_comment_at);
    PlannedContent {
        title: title.unwrap_or_else(|| format!("{host}{path}")),
        slug,
        author: None,
        lead: None,
        body,
        published: published.or(Some(0)),
        planned: None,
        made_at: published,
        categories: Vec::new(),
        picture: None,
        comments_open: new.comments_open.unwrap_or(true),
    }
}

/// Addresses on the board, for the conversion of a text.
struct NewAddresses<'a>(&'a Addresses);

impl markdown::Addresses for NewAddresses<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        self.0.link(address)
    }

    fn picture(&mut self, address: &str) -> Option<String> {
        self.0.picture(address).map(|picture| format!("{PICTURE}{picture}"))
    }
}

/// Addresses of the pictures in a text, gathered during a conversion.
struct Pictures<'a> {
    base: Option<&'a Url>,
    found: Vec<(String, String)>,
}

impl markdown::Addresses for Pictures<'_> {
    fn link(&mut self, _: &str) -> Option<String> {
        None
    }

    fn picture(&mut self, address: &str) -> Option<String> {
        let canonical = Canonical::parse(address, self.base);
        self.found.extend(canonical.map(|found| (found.host, found.path)));
        None
    }
}

/// Returns the addresses of the pictures that an article shows, as host and path.
pub(super) fn addresses_in(article: &Article, base: Option<&Url>) -> Vec<(String, String)> {
    let mut pictures = Pictures { base, found: Vec::new() };
    markdown::article(&article.body, &mut pictures);
    if let Some(picture) = article.lead_picture.as_deref().filter(|picture| picture.contains('/')) {
        markdown::Addresses::picture(&mut pictures, picture);
    }
    pictures.found
}
