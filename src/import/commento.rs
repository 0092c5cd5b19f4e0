//! Exports of Commento.

use serde::Deserialize;

use super::json::{self, Field, Missing, Rows, Shape, Threads};
use super::record::{Author, Comment, Person, Reason, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of exports of Commento.
pub(super) const READER: Reader = Reader { format: Format::Commento, recognizes, read };

/// Version of the format that is known.
const VERSION: &str = "1";
/// Key of every person without an account.
const ANONYMOUS: &str = "anonymous";
/// Text of a removed comment in versions that did not mark it otherwise.
const DELETED: &str = "[deleted]";

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    let has_rows = shape.has(".comments[].commentHex") || shape.has(".commenters[].commenterHex");
    has_rows || shape.value(".version") == Some(VERSION) && shape.has(".comments")
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct CommentRow {
    comment_hex: Field,
    domain: Field,
    url: Field,
    commenter_hex: Field,
    markdown: Field,
    html: Field,
    parent_hex: Field,
    score: Field,
    state: Field,
    creation_date: Field,
    deleted: Field,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct CommenterRow {
    commenter_hex: Field,
    email: Field,
    name: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    let wanted = [".version", ".comments[]", ".commenters[]"];
    json::document(source.bytes()?, &wanted, &mut |path, element| match path {
        ".version" => rows.version(element, VERSION),
        ".comments[]" => {
            rows.read(element, "comment", |row, threads| comment(row, options, threads))
        }
        _ => rows.read(element, "commenter", |row, _| commenter(row)),
    })?;
    rows.finish(Format::Commento)
}

/// Returns the records of a person; the file repeats them.
fn commenter(row: CommenterRow) -> Result<Vec<Record>, Missing> {
    let key = row.commenter_hex.needed("commenterHex")?;
    let email_notice = row.email.email_notice(&format!("person {key}"));
    let person = Person { key, name: known(row.name), email: row.email.email() };
    Ok([Some(Record::Person(person)), email_notice].into_iter().flatten().collect())
}

fn comment(
    row: CommentRow,
    options: &ReadOptions,
    threads: &mut Threads,
) -> Result<Vec<Record>, Missing> {
    let key = row.comment_hex.needed("commentHex")?;
    let path = row.url.needed("url")?;
    let domain = row.domain.word().unwrap_or_default();
    let thread = format!("{domain}{path}");
    let address = if domain.is_empty() { path } else { format!("https://{thread}") };
    threads.add(Thread { key: thread.clone(), addresses: vec![address], ..Thread::default() });
    let person = known(row.commenter_hex);
    let is_anonymous = person.as_deref().is_none_or(|person| person == ANONYMOUS);
    let markdown = row.markdown.text().unwrap_or_default();
    let is_removed = row.deleted.is_true() || is_anonymous && markdown.trim() == DELETED;
    let state = match row.state.word().as_deref() {
        _ if is_removed => State::Removed,
        Some("flagged") => return Ok(vec![json::left_out(&key, Reason::Spam)]),
        Some("approved") => State::Visible,
        _ => State::Held,
    };
    let html = row.html.word().filter(|_| markdown.trim().is_empty());
    Ok(vec![json::comment(Comment {
        key,
        thread,
        parent: known(row.parent_hex).filter(|parent| parent != "root"),
        author: Author { person: person.filter(|_| !is_anonymous), ..Author::default() },
        posted_at: row.creation_date.time(&options.zone),
        state,
        text: html.map_or(Text::Markdown(markdown), Text::Html),
        useful: row.score.count(),
    })])
}

/// Returns a value that is one: Commento writes "undefined" for none.
fn known(field: Field) -> Option<String> {
    field.word().filter(|word| word != "undefined")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{
        comments, left_out, people, read_text, refused, said, threads,
    };

    const FILE: &str = r#"{"version": 1, "comments": [
        {"commentHex": "c1", "domain": "oud.example", "url": "/a/", "commenterHex": "p1",
         "markdown": "5 < 7 *nu*", "html": "", "parentHex": "root", "score": -2,
         "state": "approved", "creationDate": "2023-10-29T00:30:00.123456Z", "deleted": false},
        {"commentHex": "c2", "domain": "oud.example", "url": "/a/", "commenterHex": "anonymous",
         "markdown": "Naamloos", "parentHex": "c1", "score": 2, "state": "unapproved",
         "creationDate": "0001-01-01T00:00:00Z"},
        {"commentHex": "c3", "domain": "oud.example", "url": "/a/", "commenterHex": "anonymous",
         "markdown": "[deleted]", "parentHex": "c1", "state": "approved"},
        {"commentHex": "c4", "domain": "oud.example", "url": "/a/", "commenterHex": "p1",
         "markdown": "[deleted]", "parentHex": "", "state": "approved"},
        {"commentHex": "c5", "domain": "ander.example", "url": "/b", "commenterHex": "p1",
         "markdown": "koop", "state": "flagged"},
        {"commentHex": "c6", "domain": "oud.example", "url": "/a/", "commenterHex": "p1",
         "markdown": "", "html": "<p>oud</p>", "state": "approved", "deleted": true}],
      "commenters": [{"commenterHex": "p1", "email": "jan@post.example", "name": "Jan & Zn"},
        {"commenterHex": "p2", "email": "undefined", "name": "undefined"},
        {"commenterHex": "p3", "email": "scheef@@post", "name": null}]}"#;

    #[test]
    fn every_kind_of_comment_is_what_it_was() {
        let records = read_text(READER, FILE);
        let found = comments(&records);
        let states: Vec<(&str, State)> = found.iter().map(|c| (c.key.as_str(), c.state)).collect();
        assert_eq!(
            states,
            [
                ("c1", State::Visible),
                ("c2", State::Held),
                ("c3", State::Removed),
                ("c4", State::Visible),
                ("c6", State::Removed)
            ]
        );
        assert_eq!(left_out(&records), ["comment c5 Spam"]);
        assert_eq!(found[0].text, Text::Markdown("5 < 7 *nu*".to_owned()));
        assert_eq!(found[0].posted_at.unwrap().to_string(), "2023-10-29T00:30:00.123456Z");
        assert_eq!((found[0].useful, found[1].useful), (0, 2));
        assert_eq!((&found[0].parent, found[1].parent.as_deref()), (&None, Some("c1")));
        assert_eq!(found[0].author.person.as_deref(), Some("p1"));
        assert_eq!((&found[1].author, found[1].posted_at), (&Author::default(), None));
        assert_eq!(found[4].author, Author::default());
    }

    #[test]
    fn undefined_is_no_name_and_no_address() {
        let records = read_text(READER, FILE);
        let found = people(&records);
        assert_eq!(found[0].name.as_deref(), Some("Jan & Zn"));
        assert_eq!(found[0].email.as_deref(), Some("jan@post.example"));
        assert_eq!((&found[1].name, &found[1].email), (&None, &None));
        assert_eq!((&found[2].name, &found[2].email), (&None, &None));
        assert_eq!(
            said(&records),
            ["person p3 Email scheef@@post", " Hosts ander.example, oud.example"]
        );
    }

    #[test]
    fn threads_have_their_domain() {
        let found = threads(&read_text(READER, FILE));
        assert_eq!(found[0].key, "oud.example/a/");
        assert_eq!(found[0].addresses, ["https://oud.example/a/"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_is_missing_is_like_nothing() {
        let file = r#"{"version":1,"comments":[{"commentHex":"a","url":"/x","state":"approved"}],
            "commenters":null}"#;
        let found = comments(&read_text(READER, file));
        assert_eq!(found[0].author, Author::default());
        assert_eq!(refused(READER, r#"{"version":1,"comments":{}}"#), "import-syntax");
        assert_eq!(refused(READER, r#"{"db":[]}"#), "import-other-format");
    }
}
