//! Export of articles, pages, pictures and comments as `WordPress` eXtended RSS 1.2, which the
//! importer of `WordPress` takes.

mod text;
mod xml;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use url::Url;

use self::xml::Xml;
use super::new_file::NewFile;
use super::{Imprint, Progress, ProgressFn, STRIDE, Stage, Surroundings, comments_are_open, table};
use crate::markup::{self, Html};
use crate::store::articles::{ExportedArticle, ExportedAuthor, ExportedPage, ExportedPicture};
use crate::store::comments::{ExportedComment, ExportedState};
use crate::store::{Snapshot, Store};

/// Namespaces of the elements.
const NAMESPACES: [(&str, &str); 6] = [
    ("version", "2.0"),
    ("xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:wp", "http://wordpress.org/export/1.2/"),
];

/// Kind of an item. `WordPress` numbers all of them together.
#[derive(Clone, Copy)]
enum Kind {
    Article,
    Page,
    Picture,
}

impl Kind {
    /// Returns the number that `WordPress` knows the row by.
    fn number(self, id: i64) -> String {
        let kind = match self {
            Self::Article => 0,
            Self::Page => 1,
            Self::Picture => 2,
        };
        (id * 3 + kind).to_string()
    }

    fn code(self) -> &'static str {
        match self {
            Self::Article => "post",
            Self::Page => "page",
            Self::Picture => "attachment",
        }
    }
}

/// Item of the file: an article, a page or a picture.
struct Item<'a> {
    kind: Kind,
    id: i64,
    title: &'a str,
    address: String,
    author: i64,
    content: String,
    excerpt: &'a str,
    /// Time of publication, or the time at which a draft was made.
    at: Timestamp,
    edited_at: Timestamp,
    comments_are_open: bool,
    slug: &'a str,
    status: &'static str,
}

/// Writes the board into a new file, also while the server runs; returns the number of articles,
/// pages, pictures and comments.
pub async fn export_wxr(
    store: &Store,
    imprint: Imprint<'_>,
    surroundings: &Surroundings,
    to: &Path,
    progress: ProgressFn<'_>,
) -> Result<u64> {
    let mut board = store.snapshot().await?;
    let pictures = board.exported_pictures().await?;
    let mut writer = Wxr {
        xml: Xml::new(NewFile::create(to)?)?,
        imprint,
        address: Url::parse(imprint.address).context("the address of the board")?,
        zone: &surroundings.zone,
        now: surroundings.now,
        authors: board.exported_authors().await?.into_iter().map(|of| (of.id, of)).collect(),
        pictures: pictures.into_iter().map(|picture| (picture.id, picture)).collect(),
    };
    let total = board.count(table("articles")?).await? + board.count(table("comments")?).await?;
    let done = writer.board(&mut board, total, progress).await?;
    writer.xml.into_inner().finish()?;
    Ok(done)
}

/// File that is being written.
struct Wxr<'a> {
    xml: Xml<NewFile>,
    imprint: Imprint<'a>,
    address: Url,
    zone: &'a TimeZone,
    now: Timestamp,
    authors: HashMap<i64, ExportedAuthor>,
    /// Largest file of each picture.
    pictures: HashMap<i64, ExportedPicture>,
}

impl Wxr<'_> {
    async fn board(
        &mut self,
        board: &mut Snapshot,
        total: u64,
        progress: ProgressFn<'_>,
    ) -> Result<u64> {
        self.xml.open("rss", &NAMESPACES)?;
        self.xml.open("channel", &[])?;
        self.channel()?;
        self.authors()?;
        for category in board.exported_categories().await? {
            self.xml.open("wp:category", &[])?;
            self.xml.value("wp:term_id", &category.id.to_string())?;
            self.xml.text("wp:category_nicename", &category.slug)?;
            self.xml.text("wp:category_parent", "")?;
            self.xml.text("wp:cat_name", &text::plain(&category.name))?;
            self.xml.close("wp:category")?;
        }
        let mut done = self.pictures()?;
        for page in board.exported_pages().await? {
            let page = board.exported_page(page).await?;
            self.page(&page)?;
            done += 1;
        }
        for article in board.exported_articles().await? {
            let article = board.exported_article(article).await?;
            let here = self.begin_article(&article)?;
            done += 1;
            let mut take = |comment: ExportedComment| {
                done += 1;
                if done % STRIDE == 0 {
                    progress(Progress { stage: Stage::Writing, done, total: total.max(done) });
                }
                self.comment(&comment, &here)
            };
            board.exported_comments(article.id, &mut take).await?;
            self.xml.close("item")?;
        }
        self.xml.close("channel")?;
        self.xml.close("rss")?;
        Ok(done)
    }

    fn channel(&mut self) -> Result<()> {
        let address = self.imprint.address.trim_end_matches('/');
        self.xml.text("title", &text::plain(self.imprint.name))?;
        self.xml.value("link", address)?;
        self.xml.value("description", "")?;
        self.xml.value("pubDate", &rfc2822::to_string(&self.now.to_zoned(TimeZone::UTC))?)?;
        self.xml.value("language", self.imprint.language)?;
        self.xml.value("wp:wxr_version", "1.2")?;
        self.xml.value("wp:base_site_url", address)?;
        self.xml.value("wp:base_blog_url", address)
    }

    fn authors(&mut self) -> Result<()> {
        let mut authors: Vec<&ExportedAuthor> = self.authors.values().collect();
        authors.sort_unstable_by_key(|author| author.id);
        for author in authors {
            self.xml.open("wp:author", &[])?;
            self.xml.value("wp:author_id", &author.id.to_string())?;
            self.xml.text("wp:author_login", &login(author))?;
            self.xml.text("wp:author_email", author.email.as_deref().unwrap_or_default())?;
            self.xml.text("wp:author_display_name", &text::plain(&author.name))?;
            self.xml.text("wp:author_first_name", "")?;
            self.xml.text("wp:author_last_name", "")?;
            self.xml.close("wp:author")?;
        }
        Ok(())
    }

    /// Writes the pictures and returns their number.
    fn pictures(&mut self) -> Result<u64> {
        let mut pictures: Vec<ExportedPicture> = self.pictures.values().cloned().collect();
        pictures.sort_unstable_by_key(|picture| picture.id);
        for picture in &pictures {
            let file = self.at(&file_of(picture));
            self.item(&Item {
                kind: Kind::Picture,
                id: picture.id,
                title: &picture.alt,
                address: file.clone(),
                author: picture.author,
                content: String::new(),
                excerpt: picture.caption.as_deref().unwrap_or_default(),
                at: picture.made_at,
                edited_at: picture.made_at,
                comments_are_open: false,
                slug: &format!("picture-{}", picture.id),
                status: "inherit",
            })?;
            self.xml.text("wp:attachment_url", &file)?;
            self.meta("_wp_attachment_image_alt", &picture.alt)?;
            self.xml.close("item")?;
        }
        Ok(pictures.len() as u64)
    }

    fn page(&mut self, page: &ExportedPage) -> Result<()> {
        let address = self.at(&format!("/pages/{}", page.slug));
        let html = markup::article(&page.body.replace("{board}", self.imprint.name));
        self.item(&Item {
            kind: Kind::Page,
            id: page.id,
            title: &page.title,
            content: self.content(&html, &Url::parse(&address)?),
            address,
            author: page.author,
            excerpt: page.description.as_deref().unwrap_or_default(),
            at: page.made_at,
            edited_at: page.edited_at,
            comments_are_open: false,
            slug: &page.slug,
            status: if page.published { "publish" } else { "draft" },
        })?;
        self.xml.close("item")
    }

    /// Writes an article up to its comments, and returns its address.
    fn begin_article(&mut self, article: &ExportedArticle) -> Result<Url> {
        let own = || self.at(&format!("/articles/{}", article.slug));
        let address = article.page_url.clone().unwrap_or_else(own);
        let here = Url::parse(&address)?;
        self.item(&Item {
            kind: Kind::Article,
            id: article.id,
            title: &article.title,
            content: self.content(&article.html, &here),
            address,
            author: article.author.unwrap_or_default(),
            excerpt: article.lead.as_deref().unwrap_or_default(),
            at: article.published_at.unwrap_or(article.made_at),
            edited_at: article.edited_at,
            comments_are_open: comments_are_open(article, self.now),
            slug: &article.slug,
            status: match article.published_at {
                Some(at) if at > self.now => "future",
                Some(_) => "publish",
                None => "draft",
            },
        })?;
        for category in &article.categories {
            let attributes = [("domain", "category"), ("nicename", category.slug.as_str())];
            self.xml.text_with("category", &attributes, &text::plain(&category.name))?;
        }
        if let Some(picture) = article.lead_picture {
            self.meta("_thumbnail_id", &Kind::Picture.number(picture))?;
        }
        Ok(here)
    }

    /// Writes an item and leaves it open.
    fn item(&mut self, item: &Item<'_>) -> Result<()> {
        let creator = self.authors.get(&item.author).map(login).unwrap_or_default();
        let xml = &mut self.xml;
        xml.open("item", &[])?;
        xml.text("title", &text::plain(item.title))?;
        xml.value("link", &item.address)?;
        xml.value("pubDate", &rfc2822::to_string(&item.at.to_zoned(TimeZone::UTC))?)?;
        xml.text("dc:creator", &creator)?;
        xml.open("guid", &[("isPermaLink", "false")])?;
        xml.characters(&item.address)?;
        xml.close("guid")?;
        xml.value("description", "")?;
        xml.text("content:encoded", &item.content)?;
        xml.text("excerpt:encoded", &text::plain(item.excerpt))?;
        xml.value("wp:post_id", &item.kind.number(item.id))?;
        for (name, at) in [("wp:post_date", item.at), ("wp:post_modified", item.edited_at)] {
            xml.text(name, &time(at, self.zone))?;
            xml.text(&format!("{name}_gmt"), &time(at, &TimeZone::UTC))?;
        }
        let open = if item.comments_are_open { "open" } else { "closed" };
        xml.text("wp:comment_status", open)?;
        xml.text("wp:ping_status", "closed")?;
        xml.text("wp:post_name", item.slug)?;
        xml.text("wp:status", item.status)?;
        xml.value("wp:post_parent", "0")?;
        xml.value("wp:menu_order", "0")?;
        xml.text("wp:post_type", item.kind.code())?;
        xml.text("wp:post_password", "")?;
        xml.value("wp:is_sticky", "0")
    }

    fn meta(&mut self, key: &str, value: &str) -> Result<()> {
        self.xml.open("wp:postmeta", &[])?;
        self.xml.text("wp:meta_key", key)?;
        self.xml.text("wp:meta_value", value)?;
        self.xml.close("wp:postmeta")
    }

    /// Writes a comment. A removed one goes to the bin, where only moderators see it.
    fn comment(&mut self, comment: &ExportedComment, here: &Url) -> Result<()> {
        let user = comment.account.filter(|account| self.authors.contains_key(account));
        let approved = match comment.state {
            ExportedState::Visible => "1",
            ExportedState::Held => "0",
            ExportedState::Removed => "trash",
        };
        let name = comment.name.as_deref().unwrap_or_default();
        let xml = &mut self.xml;
        xml.open("wp:comment", &[])?;
        xml.value("wp:comment_id", &comment.id.to_string())?;
        xml.text("wp:comment_author", &text::plain(name))?;
        xml.text("wp:comment_author_email", comment.email.as_deref().unwrap_or_default())?;
        xml.value("wp:comment_author_url", "")?;
        xml.text("wp:comment_author_IP", "")?;
        xml.text("wp:comment_date", &time(comment.posted_at, self.zone))?;
        xml.text("wp:comment_date_gmt", &time(comment.posted_at, &TimeZone::UTC))?;
        xml.text("wp:comment_content", &text::comment(&comment.html, here))?;
        xml.text("wp:comment_approved", approved)?;
        xml.text("wp:comment_type", "comment")?;
        xml.value("wp:comment_parent", &comment.parent.unwrap_or(0).to_string())?;
        xml.value("wp:comment_user_id", &user.unwrap_or(0).to_string())?;
        xml.close("wp:comment")
    }

    /// Returns the text of an article or a page, with the largest file of each picture.
    fn content(&self, html: &Html, here: &Url) -> String {
        text::article(html, here, |source, alt, is_bare| {
            let picture = self.pictures.get(&source.strip_prefix("/pictures/")?.parse().ok()?)?;
            let caption = picture.caption.as_deref().filter(|_| is_bare);
            let image = text::image(&self.at(&file_of(picture)), alt, caption);
            Some(Html::stored(image))
        })
    }

    /// Returns the absolute address of a path.
    fn at(&self, path: &str) -> String {
        self.address.join(path).map_or_else(|_| path.to_owned(), String::from)
    }
}

/// Returns the path of the largest file of a picture.
fn file_of(picture: &ExportedPicture) -> String {
    let ExportedPicture { id, width, hash, kind, .. } = picture;
    format!("/pictures/{id}/{width}.{hash}.{kind}")
}

/// Returns the name by which `WordPress` knows an author.
fn login(author: &ExportedAuthor) -> String {
    author.slug.clone().unwrap_or_else(|| format!("account-{}", author.id))
}

/// Returns a time without its zone.
fn time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
