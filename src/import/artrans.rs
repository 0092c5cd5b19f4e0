//! Exports of Artalk, in the format that Artransfer makes of many other systems.

use serde::Deserialize;
use url::Url;

use super::json::{self, Field, Missing, Rows, Shape, Threads};
use super::record::{Author, Comment, Site, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of exports of Artalk.
pub(super) const READER: Reader = Reader { format: Format::Artrans, recognizes, read };

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    shape.has("[].rid") && shape.has("[].content")
}

/// Comment, every field of which is a text in the file.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Row {
    id: Field,
    rid: Field,
    content: Field,
    is_pending: Field,
    vote_up: Field,
    created_at: Field,
    nick: Field,
    email: Field,
    page_key: Field,
    page_title: Field,
    page_admin_only: Field,
    site_name: Field,
    site_urls: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    let mut has_rows = false;
    json::document(source.bytes()?, &["[]"], &mut |_, element| {
        has_rows = true;
        let mut site = None;
        rows.read(element, "comment", |row: Row, threads| {
            let address = row.site_urls.clone().text().and_then(|urls| first_address(&urls));
            site = address.as_ref().map(|address| Site {
                address: Some(address.origin().ascii_serialization()),
                name: row.site_name.clone().word(),
            });
            comment(row, address.as_ref(), options, threads)
        })?;
        rows.site(|| site)
    })?;
    if has_rows { rows.finish(Format::Artrans) } else { Ok(()) }
}

/// Returns the first of the addresses of a site, which are separated by commas.
fn first_address(urls: &str) -> Option<Url> {
    urls.split(',').find_map(|url| Url::parse(url.trim()).ok().filter(Url::has_host))
}

fn comment(
    row: Row,
    site: Option<&Url>,
    options: &ReadOptions,
    threads: &mut Threads,
) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let page = row.page_key.needed("page_key")?;
    // Pages of several sites may have the same key.
    let address = site.and_then(|site| site.join(&page).ok()).map_or(page, String::from);
    threads.add(Thread {
        key: address.clone(),
        addresses: vec![address.clone()],
        title: row.page_title.word(),
        comments_open: row.page_admin_only.is_true().then_some(false),
        ..Thread::default()
    });
    let email_notice = row.email.email_notice(&format!("comment {key}"));
    let comment = json::comment(Comment {
        key,
        thread: address,
        parent: row.rid.word().filter(|parent| parent != "0"),
        author: Author { person: None, name: row.nick.word(), email: row.email.email() },
        posted_at: row.created_at.time(&options.zone),
        state: if row.is_pending.is_true() { State::Held } else { State::Visible },
        text: Text::Markdown(row.content.text().unwrap_or_default()),
        useful: row.vote_up.count(),
    });
    Ok([Some(comment), email_notice].into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{comments, read_text, refused, said, sites, threads};

    const FILE: &str = r#"[
        {"id": "12", "rid": "0", "content": "5 < 7 *nu*", "is_pending": "false", "vote_up": "3",
         "created_at": "2023-03-26 09:45:10 +0800", "nick": "Jan & Zn", "email": "j@post.example",
         "page_key": "/a/", "page_title": "Een", "page_admin_only": "true", "site_name": "Oud",
         "site_urls": "https://oud.example,https://www.oud.example"},
        {"id": 13, "rid": 12, "content": "twee", "is_pending": true, "vote_up": -1,
         "created_at": "0001-01-01 00:00:00 +0000", "nick": "", "email": "d41d8cd98f00b204",
         "page_key": "https://oud.example/b", "page_admin_only": "false",
         "site_urls": "https://oud.example"},
        {"id": "14", "rid": "9", "content": "drie", "created_at": "2023-07-01 12:00:00",
         "email": "x@y", "page_key": "/c"}]"#;

    #[test]
    fn texts_stand_for_every_type() {
        let records = read_text(READER, FILE);
        let found = comments(&records);
        assert_eq!((found[0].key.as_str(), &found[0].parent), ("12", &None));
        assert_eq!(found[0].posted_at.unwrap().to_string(), "2023-03-26T01:45:10Z");
        assert_eq!((found[0].state, found[0].useful), (State::Visible, 3));
        assert_eq!(found[0].author.name.as_deref(), Some("Jan & Zn"));
        assert_eq!(found[0].author.email.as_deref(), Some("j@post.example"));
        assert_eq!((found[1].key.as_str(), found[1].parent.as_deref()), ("13", Some("12")));
        assert_eq!((found[1].state, found[1].useful), (State::Held, 0));
        assert_eq!((&found[1].author, found[1].posted_at), (&Author::default(), None));
        // The time zone of the options: summer time in Amsterdam.
        assert_eq!(found[2].posted_at.unwrap().to_string(), "2023-07-01T10:00:00Z");
        assert_eq!(found[2].parent.as_deref(), Some("9"));
        assert_eq!(said(&records), ["comment 14 Email x@y"]);
    }

    #[test]
    fn pages_are_of_their_site() {
        let records = read_text(READER, FILE);
        let found = threads(&records);
        let keys: Vec<&str> = found.iter().map(|thread| thread.key.as_str()).collect();
        assert_eq!(keys, ["https://oud.example/a/", "https://oud.example/b", "/c"]);
        assert_eq!((found[0].title.as_deref(), found[0].comments_open), (Some("Een"), Some(false)));
        assert_eq!(found[1].comments_open, None);
        let site = sites(&records).remove(0);
        assert_eq!(site.address.as_deref(), Some("https://oud.example"));
        assert_eq!(site.name.as_deref(), Some("Oud"));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(refused(READER, r#"{"version":1}"#), "import-syntax");
        assert_eq!(refused(READER, r#"[{"id":"1","rid":"0","content":"een""#), "import-cut");
        assert!(read_text(READER, "[]").is_empty());
    }
}
