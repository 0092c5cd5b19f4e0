//! Items: articles, pages, attachments, and what the board has no place for.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use crate::import::fields::{filled, time_in};
use crate::import::html::{plain, unescaped};
use crate::import::record::{
    About, Article, ArticleKind, ArticleState, Attachment, LeftOut, Notice, Reason, Text, Thread,
};
use crate::import::xml::Xml;
use crate::import::{ReadError, ReadOptions, Record, Sink};

/// Beginning of the comments that mark the blocks of the newer editor.
const BLOCKS: &str = "<!-- wp:";
/// Kinds that belong to the inside of `WordPress`.
const INSIDE: [&str; 14] = [
    "nav_menu_item",
    "revision",
    "wp_global_styles",
    "wp_template",
    "wp_template_part",
    "wp_navigation",
    "wp_block",
    "wp_font_family",
    "wp_font_face",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "attachment_template",
];

/// Item as it is in the file.
#[derive(Default)]
pub(super) struct Item {
    key: String,
    kind: Option<String>,
    status: Option<String>,
    title: String,
    link: String,
    guid: String,
    /// Log-in name of the author.
    pub(super) creator: String,
    content: String,
    excerpt: String,
    date: String,
    date_in_gmt: String,
    slug: String,
    password: String,
    comment_status: String,
    categories: Vec<String>,
    tags: Vec<String>,
    thumbnail: String,
    alt: String,
    attachment: String,
    /// True if characters were taken out that XML forbids.
    pub(super) took_out: bool,
}

impl Item {
    /// Takes a field of the item.
    pub(super) fn take(&mut self, name: &str, xml: &mut Xml) -> Result<(), ReadError> {
        let field = match name {
            "title" => &mut self.title,
            "link" => &mut self.link,
            "guid" => &mut self.guid,
            "dc:creator" => &mut self.creator,
            "content:encoded" => &mut self.content,
            "excerpt:encoded" => &mut self.excerpt,
            "wp:post_id" => &mut self.key,
            "wp:post_date" => &mut self.date,
            "wp:post_date_gmt" => &mut self.date_in_gmt,
            "wp:post_name" => &mut self.slug,
            "wp:post_password" => &mut self.password,
            "wp:comment_status" => &mut self.comment_status,
            "wp:attachment_url" => &mut self.attachment,
            "wp:post_type" => self.kind.get_or_insert_default(),
            "wp:status" => self.status.get_or_insert_default(),
            "category" => return self.term(xml),
            "wp:postmeta" => return self.meta(xml),
            _ => return xml.skip(),
        };
        *field = xml.text()?;
        Ok(())
    }

    /// Takes a category or a tag; version 1.0 writes each twice.
    fn term(&mut self, xml: &mut Xml) -> Result<(), ReadError> {
        let domain = xml.attribute("domain").unwrap_or("category").to_owned();
        let name = unescaped(&xml.text()?);
        let terms = match domain.as_str() {
            "category" => &mut self.categories,
            "post_tag" | "tag" => &mut self.tags,
            _ => return Ok(()),
        };
        if !name.is_empty() && !terms.contains(&name) {
            terms.push(name);
        }
        Ok(())
    }

    fn meta(&mut self, xml: &mut Xml) -> Result<(), ReadError> {
        let (mut key, mut value) = (String::new(), String::new());
        while let Some(name) = xml.child()? {
            match name.as_str() {
                "wp:meta_key" => key = xml.text()?,
                "wp:meta_value" => value = xml.text()?,
                _ => xml.skip()?,
            }
        }
        match key.trim() {
            "_thumbnail_id" => self.thumbnail = value,
            "_wp_attachment_image_alt" => self.alt = value,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn key(&self) -> Option<&str> {
        filled(&self.key)
    }

    /// Returns whether the fields were read that say what becomes of the comments.
    pub(super) fn is_known(&self) -> bool {
        self.key().is_some() && self.kind.is_some() && self.status.is_some()
    }

    /// Returns whether the item comes along as an article or a page.
    pub(super) fn is_article(&self) -> bool {
        matches!(self.kind(), "post" | "page") && !matches!(self.status(), "trash" | "auto-draft")
    }

    fn kind(&self) -> &str {
        self.kind.as_deref().and_then(filled).unwrap_or("post")
    }

    fn status(&self) -> &str {
        self.status.as_deref().and_then(filled).unwrap_or("publish")
    }

    /// Hands on what the item is.
    pub(super) fn hand_on(
        mut self,
        base: &str,
        options: &ReadOptions,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let key = self.key().unwrap_or_default().to_owned();
        let name = if self.kind() == "post" { "article" } else { self.kind() };
        let what = format!("{name} {key}");
        if self.kind() == "attachment" {
            return sink.take(Record::Attachment(self.into_attachment(key)));
        }
        if !self.is_article() {
            let reason = match (self.kind(), self.status()) {
                ("post" | "page", "trash") => Reason::Bin,
                ("post" | "page", _) => Reason::NoPlace,
                (kind, _) if INSIDE.contains(&kind) => Reason::NoPlace,
                _ => Reason::OtherKind,
            };
            return sink.take(Record::LeftOut(LeftOut { what, reason }));
        }
        let notice = |about, detail: &str| {
            Record::Notice(Notice { what: what.clone(), about, detail: detail.to_owned() })
        };
        if self.took_out {
            sink.take(notice(About::ControlCharacters, ""))?;
        }
        for tag in std::mem::take(&mut self.tags) {
            sink.take(notice(About::Tag, &tag))?;
        }
        let time = time_in(&self.date_in_gmt, &TimeZone::UTC)
            .or_else(|| time_in(&self.date, &options.zone));
        let (state, hidden) = self.state(time);
        if let Some(hidden) = hidden {
            sink.take(notice(About::Draft, hidden))?;
        }
        sink.take(Record::Thread(self.into_thread(key, base, time, state)))
    }

    /// Returns the state, and the word of `WordPress` for one that the board does not have.
    fn state(&self, time: Option<Timestamp>) -> (ArticleState, Option<&'static str>) {
        let is_protected = filled(&self.password).is_some();
        match (self.status(), time) {
            ("publish" | "future", _) if is_protected => (ArticleState::Draft, Some("password")),
            ("publish", time) => (ArticleState::Published(time), None),
            ("future", Some(time)) => (ArticleState::Planned(time), None),
            ("private", _) => (ArticleState::Draft, Some("private")),
            ("pending", _) => (ArticleState::Draft, Some("pending")),
            _ => (ArticleState::Draft, None),
        }
    }

    fn into_thread(
        self,
        key: String,
        base: &str,
        time: Option<Timestamp>,
        state: ArticleState,
    ) -> Thread {
        let addresses = self.addresses(&key, base);
        let is_page = self.kind() == "page";
        let lead = plain(&self.excerpt);
        let title = plain(&self.title);
        let slug = filled(&self.slug).map(|slug| {
            let decoded = percent_decode_str(slug).decode_utf8();
            decoded.map_or_else(|_| slug.to_owned(), std::borrow::Cow::into_owned)
        });
        let comments_open = filled(&self.comment_status).map(|status| status == "open");
        let article = Article {
            kind: if is_page { ArticleKind::Page } else { ArticleKind::Article },
            slug,
            author: filled(&self.creator).map(str::to_owned),
            lead: filled(&lead).map(str::to_owned),
            body: if self.content.contains(BLOCKS) {
                Text::Html(self.content)
            } else {
                Text::HtmlWithLines(self.content)
            },
            state,
            categories: self.categories,
            lead_picture: filled(&self.thumbnail).map(str::to_owned),
        };
        Thread {
            key,
            addresses,
            title: filled(&title).map(str::to_owned),
            comments_open,
            made_at: time,
            article: Some(Box::new(article)),
        }
    }

    /// Returns the addresses under which `WordPress` shows the item, the main one first.
    fn addresses(&self, key: &str, base: &str) -> Vec<String> {
        let is_address = |text: &&str| text.starts_with("https://") || text.starts_with("http://");
        let mut addresses: Vec<String> = Vec::new();
        let written = [filled(&self.link), filled(&self.guid).filter(is_address)];
        let mut numbered = vec![format!("{base}/?p={key}")];
        if self.kind() == "page" {
            numbered.push(format!("{base}/?page_id={key}"));
        }
        for address in written.into_iter().flatten().map(str::to_owned).chain(numbered) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }

    fn into_attachment(self, key: String) -> Attachment {
        let address = filled(&self.attachment).or_else(|| filled(&self.guid)).unwrap_or_default();
        let (alt, caption) = (plain(&self.alt), plain(&self.excerpt));
        Attachment {
            key,
            address: address.to_owned(),
            alt: filled(&alt).map(str::to_owned),
            caption: filled(&caption).map(str::to_owned),
        }
    }
}
