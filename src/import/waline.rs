//! Exports of Waline.

use serde::Deserialize;

use super::json::{self, Field, Missing, Rows, Shape, Threads};
use super::record::{Author, Comment, Person, Reason, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of exports of Waline.
pub(super) const READER: Reader = Reader { format: Format::Waline, recognizes, read };

/// Version of the format that is known.
const VERSION: &str = "1";

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    [".type", ".data.type"].into_iter().any(|path| shape.value(path) == Some("waline"))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CommentRow {
    #[serde(rename = "objectId")]
    object_id: Field,
    id: Field,
    user_id: Field,
    comment: Field,
    #[serde(rename = "insertedAt")]
    inserted_at: Field,
    #[serde(rename = "createdAt")]
    created_at: Field,
    mail: Field,
    nick: Field,
    pid: Field,
    rid: Field,
    status: Field,
    url: Field,
    like: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct UserRow {
    #[serde(rename = "objectId")]
    object_id: Field,
    id: Field,
    display_name: Field,
    email: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    // As the administration saves it, or as the server answers, in an envelope.
    let wanted = [
        ".version",
        ".data.version",
        ".data.Comment[]",
        ".data.data.Comment[]",
        ".data.Users[]",
        ".data.data.Users[]",
    ];
    json::document(source.bytes()?, &wanted, &mut |path, element| {
        if path.ends_with("version") {
            rows.version(element, VERSION)
        } else if path.ends_with("Users[]") {
            rows.read(element, "user", |row, _| user(row))
        } else {
            rows.read(element, "comment", |row, threads| comment(row, options, threads))
        }
    })?;
    rows.finish(Format::Waline)
}

fn user(row: UserRow) -> Result<Vec<Record>, Missing> {
    let key = row.object_id.word().map_or_else(|| row.id.needed("objectId"), Ok)?;
    let email_notice = row.email.email_notice(&format!("person {key}"));
    let person = Person { key, name: row.display_name.word(), email: row.email.email() };
    Ok([Some(Record::Person(person)), email_notice].into_iter().flatten().collect())
}

fn comment(
    row: CommentRow,
    options: &ReadOptions,
    threads: &mut Threads,
) -> Result<Vec<Record>, Missing> {
    let key = row.object_id.word().map_or_else(|| row.id.needed("objectId"), Ok)?;
    let url = row.url.needed("url")?;
    threads.add(Thread { key: url.clone(), addresses: vec![url.clone()], ..Thread::default() });
    let state = match row.status.word().as_deref() {
        Some("spam") => return Ok(vec![json::left_out(&key, Reason::Spam)]),
        // Comments that came from Valine have no status.
        Some("approved") | None => State::Visible,
        Some(_) => State::Held,
    };
    let text = row.comment.text().unwrap_or_default();
    // Valine stored its comments as HTML.
    let is_html = text.trim_start().starts_with("<p>") && text.trim_end().ends_with("</p>");
    let email_notice = row.mail.email_notice(&format!("comment {key}"));
    let comment = json::comment(Comment {
        key,
        thread: url,
        parent: row.pid.word().or(row.rid.word()),
        author: Author {
            person: row.user_id.word(),
            name: row.nick.word(),
            email: row.mail.email(),
        },
        // `createdAt` is the time of an earlier import where both are known.
        posted_at: if row.inserted_at.is_something() {
            row.inserted_at.time(&options.zone)
        } else {
            row.created_at.time(&options.zone)
        },
        state,
        text: if is_html { Text::Html(text) } else { Text::Markdown(text) },
        useful: row.like.count(),
    });
    Ok([Some(comment), email_notice].into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{
        comments, left_out, people, read_text, refused, said, threads,
    };

    const DATA: &str = r#"{"type": "waline", "version": 1, "tables": ["Comment"], "data": {
      "Comment": [
        {"objectId": "1", "user_id": null, "comment": "5 < 7 **nu**", "mail": "j@post.example",
         "insertedAt": "2023-03-26T01:45:10.000Z", "createdAt": "2024-05-01T00:00:00.000Z",
         "nick": "Jan", "pid": null, "rid": null, "status": "approved", "url": "/a/", "like": 3},
        {"objectId": 2, "user_id": 7, "comment": "<p>twee</p>\n", "nick": "", "mail": null,
         "insertedAt": {"__type": "Date", "iso": "2023-04-01T10:00:00.000Z"}, "pid": 1,
         "rid": 1, "url": "/a/", "like": null},
        {"id": 3, "comment": "drie", "createdAt": "2023-04-02 10:00:00", "status": "waiting",
         "rid": "1", "url": "/b/", "mail": "fout@"},
        {"objectId": "4", "comment": "koop", "status": "spam", "url": "/b/"}],
      "Counter": [{"objectId": "1", "url": "/a/", "time": 12}],
      "Users": [{"objectId": 7, "display_name": "Piet", "email": "p@post.example",
                 "password": "$2a$08$"}]}}"#;

    #[test]
    fn every_kind_of_comment_is_what_it_was() {
        let records = read_text(READER, DATA);
        let found = comments(&records);
        let states: Vec<State> = found.iter().map(|comment| comment.state).collect();
        assert_eq!(states, [State::Visible, State::Visible, State::Held]);
        assert_eq!(left_out(&records), ["comment 4 Spam"]);
        assert_eq!(said(&records), ["comment 3 Email fout@"]);
        assert_eq!(found[0].posted_at.unwrap().to_string(), "2023-03-26T01:45:10Z");
        assert_eq!(found[0].text, Text::Markdown("5 < 7 **nu**".to_owned()));
        assert_eq!((found[0].useful, found[1].useful), (3, 0));
        assert_eq!(found[0].author.email.as_deref(), Some("j@post.example"));
        assert_eq!(found[1].text, Text::Html("<p>twee</p>\n".to_owned()));
        assert_eq!(found[1].posted_at.unwrap().to_string(), "2023-04-01T10:00:00Z");
        assert_eq!(found[1].parent.as_deref(), Some("1"));
        assert_eq!((found[1].author.person.as_deref(), &found[1].author.name), (Some("7"), &None));
        assert_eq!((found[2].key.as_str(), found[2].parent.as_deref()), ("3", Some("1")));
        assert_eq!(found[2].posted_at.unwrap().to_string(), "2023-04-02T08:00:00Z");
    }

    #[test]
    fn threads_and_people_come_along() {
        let records = read_text(READER, DATA);
        let keys: Vec<String> = threads(&records).into_iter().map(|thread| thread.key).collect();
        assert_eq!(keys, ["/a/", "/b/"]);
        assert_eq!(people(&records)[0].name.as_deref(), Some("Piet"));
    }

    #[test]
    fn the_answer_of_the_server_is_taken_too() {
        let answer = format!(r#"{{"errno":0,"errmsg":"","data":{DATA}}}"#);
        assert_eq!(comments(&read_text(READER, &answer)).len(), 3);
        assert_eq!(refused(READER, r#"{"errno":0}"#), "import-other-format");
    }
}
