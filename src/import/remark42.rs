//! Exports of Remark42: a line about users and posts, then a line for each comment.

use serde::Deserialize;

use super::json::{self, Field, Json, Missing, Rows, Shape, Threads};
use super::record::{About, Author, Comment, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of exports of Remark42.
pub(super) const READER: Reader = Reader { format: Format::Remark42, recognizes, read };

/// Version of the format that is known.
const VERSION: &str = "1";
/// Time zone of every time in the file, which all have one.
const ZONE: jiff::tz::TimeZone = jiff::tz::TimeZone::UTC;

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    shape.has(".version") && shape.has(".users") && !shape.has(".comments") && !shape.has(".data")
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct UserRow {
    id: Field,
    #[serde(deserialize_with = "json::or_default")]
    blocked: Blocked,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Blocked {
    status: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PostRow {
    url: Field,
    read_only: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CommentRow {
    id: Field,
    pid: Field,
    text: Field,
    orig: Field,
    #[serde(deserialize_with = "json::or_default")]
    user: CommentUser,
    #[serde(deserialize_with = "json::or_default")]
    locator: Locator,
    score: Field,
    time: Field,
    title: Field,
    delete: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CommentUser {
    name: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Locator {
    url: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    let mut json = Json::new(source.bytes()?, 0);
    if json.has_value()? {
        let mut is_known = false;
        json.walk(&[".version", ".users[]", ".posts[]"], &mut |path, element| {
            is_known |= path == ".version";
            match path {
                ".version" => rows.version(element, VERSION),
                ".users[]" => rows.read(element, "user", |row, _| Ok(user(row))),
                _ => rows.read(element, "post", post),
            }
        })?;
        if !is_known {
            return Err(json::other_format(Format::Remark42));
        }
    }
    while json.has_value()? {
        json.whole(&mut |_, element| rows.read(element, "comment", comment))?;
    }
    rows.finish(Format::Remark42)
}

fn user(row: UserRow) -> Vec<Record> {
    let id = row.id.word().filter(|_| row.blocked.status.is_true());
    id.map(|id| json::notice("", About::Blocked, id)).into_iter().collect()
}

fn post(row: PostRow, threads: &mut Threads) -> Result<Vec<Record>, Missing> {
    let url = row.url.needed("url")?;
    threads.add(Thread {
        addresses: vec![unescape(&url)],
        key: url,
        comments_open: Some(!row.read_only.is_true()),
        ..Thread::default()
    });
    Ok(Vec::new())
}

fn comment(row: CommentRow, threads: &mut Threads) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let url = row.locator.url.needed("locator.url")?;
    threads.add(Thread {
        key: url.clone(),
        addresses: vec![unescape(&url)],
        title: row.title.word(),
        ..Thread::default()
    });
    // The text as typed is missing from comments that Remark42 itself imported.
    let text = match row.orig.text().filter(|orig| !orig.trim().is_empty()) {
        Some(orig) => Text::Markdown(orig),
        None => Text::Html(row.text.text().unwrap_or_default()),
    };
    Ok(vec![json::comment(Comment {
        key,
        thread: url,
        parent: row.pid.word(),
        author: Author {
            name: row.user.name.word().map(|name| unescape(&name)),
            ..Author::default()
        },
        posted_at: row.time.time(&ZONE),
        state: if row.delete.is_true() { State::Removed } else { State::Visible },
        text,
        useful: row.score.count(),
    })])
}

/// Returns a name or an address without the entities that Remark42 makes of markup.
fn unescape(escaped: &str) -> String {
    const ENTITIES: [(&str, &str); 6] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#96;", "`"),
    ];
    let mut plain = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (entity, character) =
            ENTITIES.into_iter().find(|(entity, _)| rest.starts_with(entity)).unwrap_or(("&", "&"));
        plain.push_str(character);
        rest = &rest[entity.len()..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{comments, read_text, refused, said, threads};

    const FILE: &str = concat!(
        r#"{"version":1,"users":[{"id":"a1","blocked":{"status":true}},{"id":"a2"}],"#,
        r#""posts":[{"url":"https://oud.example/dicht/","read_only":true}]}"#,
        "\n",
        r#"{"id":"k1","pid":"","text":"<p>x</p>","orig":"    5 < 7 **nu**","user":{"name":"Jan &lt;3 "#,
        r#"Co &amp; Zn","id":"a2","ip":"8f62"},"locator":{"site":"s","url":"https://oud.example/"#,
        r#"dicht/"},"score":3,"time":"2024-03-31T01:30:00.5Z","title":"Dicht"}"#,
        "\n",
        r#"{"id":"k2","pid":"k1","text":"<p>uit <b>WordPress</b></p>","user":{"name":""},"#,
        r#""locator":{"url":"https://oud.example/?a=1&amp;b=2"},"score":-4,"time":null}"#,
        "\n",
        r#"{"id":"k3","pid":"k1","text":"weg","user":{"name":"Piet"},"score":2,"delete":true,"#,
        r#""locator":{"url":"https://www.oud.example/dicht/"},"time":"0001-01-01T00:00:00Z"}"#,
        "\n",
    );

    #[test]
    fn comments_come_with_their_markdown() {
        let found = comments(&read_text(READER, FILE));
        let [first, second, third] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((first.key.as_str(), first.parent.as_deref()), ("k1", None));
        assert_eq!(first.author.name.as_deref(), Some("Jan <3 Co & Zn"));
        assert_eq!(first.text, Text::Markdown("    5 < 7 **nu**".to_owned()));
        assert_eq!(first.posted_at.unwrap().to_string(), "2024-03-31T01:30:00.5Z");
        assert_eq!(first.useful, 3);
        assert_eq!(second.text, Text::Html("<p>uit <b>WordPress</b></p>".to_owned()));
        assert_eq!((second.parent.as_deref(), second.useful), (Some("k1"), 0));
        assert_eq!((&second.author.name, second.posted_at), (&None, None));
        assert_eq!((third.state, &third.author), (State::Removed, &Author::default()));
        assert_eq!((&third.text, third.useful), (&Text::Plain(String::new()), 0));
    }

    #[test]
    fn a_thread_comes_once_with_all_that_is_known() {
        let found = threads(&read_text(READER, FILE));
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].key, "https://oud.example/dicht/");
        assert_eq!(found[0].title.as_deref(), Some("Dicht"));
        assert_eq!(found[0].comments_open, Some(false));
        assert_eq!(found[1].addresses, ["https://oud.example/?a=1&b=2"]);
        assert_eq!(found[1].comments_open, None);
    }

    #[test]
    fn blocked_people_several_hosts_and_versions_are_told() {
        assert_eq!(said(&read_text(READER, FILE)), [" Blocked a1"]);
        let other = FILE.replace("www.oud", "ander").replace(":1,\"users", ":2,\"users");
        assert_eq!(
            said(&read_text(READER, &other)),
            [" Version 2", " Blocked a1", " Hosts ander.example, oud.example"]
        );
    }

    #[test]
    fn only_its_files_are_taken() {
        assert_eq!(refused(READER, r#"{"comments":[]}"#), "import-other-format");
        assert_eq!(refused(READER, &FILE[..FILE.len() - 30]), "import-cut");
        assert_eq!(refused(READER, &FILE.replace(r#""id":"k2","#, "")), "import-syntax");
    }
}
