//! Tables of an export of Ghost that say more about its articles.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::import::json::{self, Element, Field, Missing, Rows};
use crate::import::record::{About, Person, Site};
use crate::import::{ReadError, Record, Source};

/// Greatest size of the tables in memory: 100,000 articles with five tags each.
const SIZE_MAX: usize = 64 << 20;
/// Size of a row beside its texts.
const ROW: usize = 128;
/// Tables that are read before the articles, within and without the envelope.
const WANTED: [&str; 14] = [
    ".db[].data.posts_authors[]",
    ".db[].data.posts_meta[]",
    ".db[].data.posts_tags[]",
    ".db[].data.tags[]",
    ".db[].data.users[]",
    ".db[].data.members[]",
    ".db[].data.settings[]",
    ".data.posts_authors[]",
    ".data.posts_meta[]",
    ".data.posts_tags[]",
    ".data.tags[]",
    ".data.users[]",
    ".data.members[]",
    ".data.settings[]",
];

/// Facts of the tables, by the key of the article.
#[derive(Default)]
pub(super) struct Tables {
    authors: HashMap<String, (i64, String)>,
    tags_of: HashMap<String, Vec<(i64, String)>>,
    tags: HashMap<String, String>,
    pictures: HashMap<String, (Option<String>, Option<String>)>,
    email_only: HashSet<String>,
    size: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct LinkRow {
    post_id: Field,
    author_id: Field,
    tag_id: Field,
    sort_order: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct MetaRow {
    post_id: Field,
    feature_image_alt: Field,
    feature_image_caption: Field,
    email_only: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TagRow {
    id: Field,
    name: Field,
    visibility: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PersonRow {
    id: Field,
    name: Field,
    email: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SettingRow {
    key: Field,
    value: Field,
}

impl Tables {
    /// Reads the tables, and hands on the people and the name of the site.
    pub(super) fn read(source: &Source, rows: &mut Rows<'_>) -> Result<Self, ReadError> {
        let mut tables = Self::default();
        json::document(source.bytes()?, &WANTED, &mut |path, element| {
            let table = path.rsplit('.').next().unwrap_or_default();
            tables.row(table, element, rows)?;
            if tables.size > SIZE_MAX {
                return Err(json::too_long(element.start(), SIZE_MAX));
            }
            Ok(())
        })?;
        for tags in tables.tags_of.values_mut() {
            tags.sort();
        }
        Ok(tables)
    }

    fn row(
        &mut self,
        table: &str,
        element: &Element<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<(), ReadError> {
        match table {
            "posts_authors[]" => rows.read(element, "author", |row, _| self.author_link(row)),
            "posts_tags[]" => rows.read(element, "tag", |row, _| self.tag_link(row)),
            "posts_meta[]" => rows.read(element, "article", |row, _| self.meta(row)),
            "tags[]" => rows.read(element, "tag", |row, _| self.tag(row)),
            "settings[]" => {
                let mut name = None;
                rows.read(element, "setting", |row: SettingRow, _| {
                    let is_title = row.key.word().as_deref() == Some("title");
                    name = row.value.word().filter(|_| is_title);
                    Ok(Vec::new())
                })?;
                rows.site(|| name.map(|name| Site { address: None, name: Some(name) }))
            }
            _ => rows.read(element, "person", |row, _| person(row)),
        }
    }

    fn author_link(&mut self, row: LinkRow) -> Result<Vec<Record>, Missing> {
        let post = row.post_id.needed("post_id")?;
        let link = (row.sort_order.number(), row.author_id.needed("author_id")?);
        self.size += post.len() + link.1.len() + ROW;
        let first = self.authors.entry(post).or_insert_with(|| link.clone());
        if link < *first {
            *first = link;
        }
        Ok(Vec::new())
    }

    fn tag_link(&mut self, row: LinkRow) -> Result<Vec<Record>, Missing> {
        let post = row.post_id.needed("post_id")?;
        let link = (row.sort_order.number(), row.tag_id.needed("tag_id")?);
        self.size += post.len() + link.1.len() + ROW;
        self.tags_of.entry(post).or_default().push(link);
        Ok(Vec::new())
    }

    fn meta(&mut self, row: MetaRow) -> Result<Vec<Record>, Missing> {
        let post = row.post_id.needed("post_id")?;
        if row.email_only.is_true() {
            self.size += post.len() + ROW;
            self.email_only.insert(post.clone());
        }
        let caption = row.feature_image_caption.text().and_then(|html| plain(&html));
        let alt = row.feature_image_alt.word();
        if alt.is_some() || caption.is_some() {
            let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
            self.size += post.len() + length(&alt) + length(&caption) + ROW;
            self.pictures.insert(post, (alt, caption));
        }
        Ok(Vec::new())
    }

    /// Adds a tag that readers see; internal ones are settings of a theme.
    fn tag(&mut self, row: TagRow) -> Result<Vec<Record>, Missing> {
        let key = row.id.needed("id")?;
        let name = row.name.needed("name")?;
        if name.starts_with('#') || row.visibility.word().as_deref() == Some("internal") {
            return Ok(vec![json::notice("", About::Tag, name)]);
        }
        self.size += key.len() + name.len() + ROW;
        self.tags.insert(key, name);
        Ok(Vec::new())
    }

    /// Returns the key of the first author of an article.
    pub(super) fn author(&self, post: &str) -> Option<String> {
        self.authors.get(post).map(|(_, author)| author.clone())
    }

    /// Returns the names of the tags of an article, the primary one first.
    pub(super) fn categories(&self, post: &str) -> Vec<String> {
        let tags = self.tags_of.get(post).map(Vec::as_slice).unwrap_or_default();
        tags.iter().filter_map(|(_, tag)| self.tags.get(tag).cloned()).collect()
    }

    /// Returns the alternative text and the caption of the lead picture of an article.
    pub(super) fn picture(&self, post: &str) -> (Option<String>, Option<String>) {
        self.pictures.get(post).cloned().unwrap_or_default()
    }

    /// Returns whether an article was a letter to subscribers only.
    pub(super) fn is_email_only(&self, post: &str) -> bool {
        self.email_only.contains(post)
    }
}

fn person(row: PersonRow) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let email_notice = row.email.email_notice(&format!("person {key}"));
    let person = Person { key, name: row.name.word(), email: row.email.email() };
    Ok([Some(Record::Person(person)), email_notice].into_iter().flatten().collect())
}

/// Returns a caption, which Ghost stores as HTML, as plain text.
fn plain(html: &str) -> Option<String> {
    let bare = ammonia::Builder::empty().clean(html).to_string();
    // The entities that are left are those that HTML cannot be without.
    let plain = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ");
    let plain = plain.replace("&quot;", "\"").replace("&amp;", "&");
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}
