//! Exports of Ghost: its articles in JSON, and its members in CSV.

mod editor;
mod members;
mod tables;

use serde::Deserialize;

use super::json::{self, Field, Missing, Rows, Shape};
use super::record::{
    About, Article, ArticleKind, ArticleState, Attachment, Author, Comment, State, Text, Thread,
};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};
use tables::Tables;

/// Reader of exports of Ghost.
pub(super) const READER: Reader = Reader { format: Format::Ghost, recognizes, read };

/// Word that stands for the address of the site.
const BASE: &str = "__GHOST_URL__";
/// Tables with an article or a comment in each row, within and without the envelope.
const WANTED: [&str; 4] =
    [".db[].data.posts[]", ".data.posts[]", ".db[].data.comments[]", ".data.comments[]"];

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    let is_export = |prefix: &str| {
        shape.has(&format!("{prefix}.meta.exported_on")) && shape.has(&format!("{prefix}.data"))
    };
    members::is_header(source.start())
        || is_export("")
        || is_export(".db[]")
        || shape.has(".db[].data.posts")
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PostRow {
    id: Field,
    title: Field,
    slug: Field,
    html: Field,
    lexical: Field,
    mobiledoc: Field,
    plaintext: Field,
    feature_image: Field,
    /// Lead picture in Ghost 0.
    image: Field,
    #[serde(rename = "type")]
    kind: Field,
    /// Kind in Ghost before version 3.
    page: Field,
    status: Field,
    visibility: Field,
    created_at: Field,
    published_at: Field,
    custom_excerpt: Field,
    /// Author in Ghost before version 2.
    author_id: Field,
}

/// Comment, which only a full backup has.
#[derive(Deserialize, Default)]
#[serde(default)]
struct CommentRow {
    id: Field,
    post_id: Field,
    member_id: Field,
    parent_id: Field,
    in_reply_to_id: Field,
    status: Field,
    html: Field,
    created_at: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    if members::is_header(source.start()) {
        return members::read(source, options, sink);
    }
    let mut rows = Rows::new(options, sink);
    // The tables that belong to the articles come after them, so the file is read twice.
    let tables = Tables::read(source, &mut rows)?;
    let mut has_comments = false;
    json::document(source.bytes()?, &WANTED, &mut |path, element| {
        if path.ends_with("comments[]") {
            has_comments = true;
            return rows.read(element, "comment", |row, _| comment(row, options));
        }
        rows.read(element, "article", |row, _| post(row, options, &tables))
    })?;
    if !has_comments {
        rows.take(json::notice("", About::NoComments, String::new()))?;
    }
    rows.finish(Format::Ghost)
}

/// Returns the records of an article or a page.
fn post(row: PostRow, options: &ReadOptions, tables: &Tables) -> Result<Vec<Record>, Missing> {
    let key = row.id.clone().needed("id")?;
    let what = format!("article {key}");
    let mut records = Vec::new();
    let (state, draft) = state(&row, options, tables.is_email_only(&key));
    records.extend(draft.map(|reason| json::notice(&what, About::Draft, reason)));
    let html = row.html.text().filter(|html| !html.trim().is_empty());
    let body = html.map(|html| Text::Html(with_base(&html, options)));
    let body = body.unwrap_or_else(|| {
        let plain = row.plaintext.word();
        let (text, editor) = editor::text(row.lexical, row.mobiledoc);
        // Without HTML, what the editor stored is in the text as words only.
        records.extend(editor.map(|name| json::notice(&what, About::Embed, name.to_owned())));
        Text::Plain(plain.unwrap_or(text))
    });
    let picture = row.feature_image.word().or(row.image.word());
    let lead_picture = picture.map(|address| with_base(&address, options));
    records.extend(lead_picture.clone().map(|address| attachment(&key, address, tables)));
    let slug = row.slug.word();
    let is_page = row.page.is_true() || row.kind.word().as_deref() == Some("page");
    let article = Article {
        kind: if is_page { ArticleKind::Page } else { ArticleKind::Article },
        author: tables.author(&key).or(row.author_id.word()),
        lead: row.custom_excerpt.word(),
        body,
        state,
        categories: tables.categories(&key),
        lead_picture,
        slug: slug.clone(),
    };
    records.push(Record::Thread(Thread {
        key,
        addresses: slug.map(|slug| format!("/{slug}/")).into_iter().collect(),
        title: row.title.word(),
        comments_open: None,
        made_at: row.created_at.time(&options.zone),
        article: Some(Box::new(article)),
    }));
    Ok(records)
}

/// Returns the record of the lead picture of an article.
fn attachment(article: &str, address: String, tables: &Tables) -> Record {
    let (alt, caption) = tables.picture(article);
    Record::Attachment(Attachment { key: address.clone(), address, alt, caption })
}

/// Returns the state of an article, and the reason if it becomes a draft that was none.
///
/// An article for members or for subscribers by e-mail was never public.
fn state(
    row: &PostRow,
    options: &ReadOptions,
    is_email_only: bool,
) -> (ArticleState, Option<String>) {
    let published = row.published_at.time(&options.zone);
    let status = row.status.clone().word().unwrap_or_default();
    let visibility = row.visibility.clone().word().filter(|seen_by| seen_by != "public");
    match (status.as_str(), visibility) {
        ("sent", _) => (ArticleState::Draft, Some(status)),
        ("published" | "scheduled", _) if is_email_only => {
            (ArticleState::Draft, Some("email_only".to_owned()))
        }
        ("published" | "scheduled", Some(seen_by)) => (ArticleState::Draft, Some(seen_by)),
        ("published", None) => (ArticleState::Published(published), None),
        ("scheduled", None) => match published {
            Some(time) => (ArticleState::Planned(time), None),
            None => (ArticleState::Draft, Some(status)),
        },
        _ => (ArticleState::Draft, None),
    }
}

/// Returns a text with the address of the site in it, or with addresses relative to the site.
fn with_base(text: &str, options: &ReadOptions) -> String {
    let base = options.base.as_ref().map_or("", url::Url::as_str);
    text.replace(BASE, base.trim_end_matches('/'))
}

fn comment(row: CommentRow, options: &ReadOptions) -> Result<Vec<Record>, Missing> {
    let state = match row.status.word().as_deref() {
        Some("hidden" | "deleted") => State::Removed,
        _ => State::Visible,
    };
    Ok(vec![json::comment(Comment {
        key: row.id.needed("id")?,
        thread: row.post_id.needed("post_id")?,
        parent: row.in_reply_to_id.word().or(row.parent_id.word()),
        author: Author { person: row.member_id.word(), ..Author::default() },
        posted_at: row.created_at.time(&options.zone),
        state,
        text: Text::Html(with_base(&row.html.text().unwrap_or_default(), options)),
        useful: 0,
    })])
}

#[cfg(test)]
mod tests;
