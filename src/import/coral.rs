//! Collections of Coral, as `mongoexport` writes them, in a tar archive.

use serde::Deserialize;

use super::archive;
use super::json::{self, Element, Field, Json, Missing, Rows, Threads, or_default};
use super::record::{About, Author, Comment, Person, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of collections of Coral.
pub(super) const READER: Reader = Reader { format: Format::Coral, recognizes, read };

/// Collection of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Collection {
    Users,
    Stories,
    Comments,
}

impl Collection {
    /// Returns the collection in a file with this path, such as `coral/comments.json`.
    fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next()?;
        let stem = name.strip_suffix(".json").or_else(|| name.strip_suffix(".jsonl"))?;
        match stem.rsplit(['.', '-', '_']).next()? {
            "users" => Some(Self::Users),
            "stories" => Some(Self::Stories),
            "comments" => Some(Self::Comments),
            _ => None,
        }
    }
}

fn recognizes(source: &Source) -> bool {
    archive::starts_with(source, &|path, start| {
        let mark = b"\"tenantID\"";
        Collection::of(path).is_some() && start.windows(mark.len()).any(|bytes| bytes == mark)
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct UserRow {
    id: Field,
    username: Field,
    email: Field,
    #[serde(deserialize_with = "or_default")]
    status: UserStatus,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct UserStatus {
    #[serde(deserialize_with = "or_default")]
    ban: Ban,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Ban {
    active: Field,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct StoryRow {
    id: Field,
    url: Field,
    #[serde(deserialize_with = "or_default")]
    metadata: Metadata,
    created_at: Field,
    closed_at: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata {
    title: Field,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct CommentRow {
    id: Field,
    #[serde(rename = "storyID")]
    story: Field,
    #[serde(rename = "parentID")]
    parent: Field,
    #[serde(rename = "authorID")]
    author: Field,
    status: Field,
    #[serde(deserialize_with = "or_default")]
    revisions: Vec<Revision>,
    #[serde(deserialize_with = "or_default")]
    action_counts: ActionCounts,
    created_at: Field,
    deleted_at: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Revision {
    body: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ActionCounts {
    #[serde(rename = "REACTION")]
    reaction: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    archive::entries(source, &mut |path, bytes| {
        let Some(collection) = Collection::of(path) else { return Ok(()) };
        let mut json = Json::new(bytes, 0);
        while json.has_value()? {
            // With `--jsonArray`, a collection is one array.
            let wanted = if json.is_array()? { "[]" } else { "" };
            json.walk(&[wanted], &mut |_, element| row(collection, element, &mut rows))?;
        }
        Ok(())
    })?;
    rows.finish(Format::Coral)
}

fn row(
    collection: Collection,
    element: &Element<'_>,
    rows: &mut Rows<'_>,
) -> Result<(), ReadError> {
    let options = rows.options;
    match collection {
        Collection::Users => rows.read(element, "person", |row, _| person(row)),
        Collection::Stories => {
            rows.read(element, "story", |row, threads| story(row, options, threads))
        }
        Collection::Comments => rows.read(element, "comment", |row, _| comment(row, options)),
    }
}

fn person(row: UserRow) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let name = row.username.word();
    let blocked = row
        .status
        .ban
        .active
        .is_true()
        .then(|| json::notice("", About::Blocked, name.clone().unwrap_or_else(|| key.clone())));
    let email_notice = row.email.email_notice(&format!("person {key}"));
    let person = Record::Person(Person { key, name, email: row.email.email() });
    Ok([Some(person), email_notice, blocked].into_iter().flatten().collect())
}

fn story(
    row: StoryRow,
    options: &ReadOptions,
    threads: &mut Threads,
) -> Result<Vec<Record>, Missing> {
    threads.add(Thread {
        key: row.id.needed("id")?,
        addresses: vec![row.url.needed("url")?],
        title: row.metadata.title.word(),
        // `false` means that the story stays open, whatever its age.
        comments_open: row.closed_at.is_something().then_some(row.closed_at == Field::Bool(false)),
        made_at: row.created_at.time(&options.zone),
        article: None,
    });
    Ok(Vec::new())
}

fn comment(mut row: CommentRow, options: &ReadOptions) -> Result<Vec<Record>, Missing> {
    let state = match row.status.word().as_deref() {
        _ if row.deleted_at.is_something() => State::Removed,
        Some("REJECTED") => State::Removed,
        Some("NONE" | "APPROVED") => State::Visible,
        _ => State::Held,
    };
    // The last revision is what readers see.
    let body = row.revisions.pop().and_then(|revision| revision.body.text());
    Ok(vec![json::comment(Comment {
        key: row.id.needed("id")?,
        thread: row.story.needed("storyID")?,
        parent: row.parent.word(),
        author: Author { person: row.author.word(), ..Author::default() },
        posted_at: row.created_at.time(&options.zone),
        state,
        text: Text::Html(body.unwrap_or_default()),
        useful: row.action_counts.reaction.count(),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{
        comments, left_out, options, people, said, threads, try_read,
    };

    const USERS: &str = r#"{"_id": {"$oid": "5f"}, "tenantID": "t", "id": "u1", "username": "Jan",
        "email": "jan@post.example", "status": {"ban": {"active": true}}}
        {"tenantID": "t", "id": "u2", "username": null, "email": null, "status": null}"#;
    const STORIES: &str = r#"[{"tenantID": "t", "id": "s1", "url": "https://oud.example/a/",
        "metadata": {"title": "Een & twee"}, "closedAt": false,
        "createdAt": {"$date": "2020-01-01T00:00:00.000Z"}},
        {"tenantID": "t", "id": "s2", "url": "https://oud.example/b/", "metadata": null,
        "closedAt": {"$date": {"$numberLong": "1577836800000"}}},
        {"tenantID": "t", "id": "s3", "url": "https://oud.example/c/"}]"#;
    const COMMENTS: &str = r#"
        {"tenantID": "t", "id": "1", "storyID": "s1", "authorID": "u1", "status": "NONE",
         "revisions": [{"body": "<div>eerst</div>"}, {"body": "<div>5 &lt; 7</div>"}],
         "actionCounts": {"REACTION": {"$numberInt": "3"}, "FLAG": 1},
         "createdAt": {"$date": "2023-03-26T01:45:10.000Z"}}
        {"tenantID": "t", "id": "2", "storyID": "s1", "parentID": "1", "authorID": null,
         "status": "APPROVED", "revisions": [{"body": "<div>twee</div>"}], "actionCounts": {},
         "createdAt": {"$date": {"$numberLong": "1680000000500"}}}
        {"tenantID": "t", "id": "3", "storyID": "s1", "status": "PREMOD", "revisions": []}
        {"tenantID": "t", "id": "4", "storyID": "s1", "status": "SYSTEM_WITHHELD"}
        {"tenantID": "t", "id": "5", "storyID": "s1", "authorID": "u1", "status": "REJECTED",
         "revisions": [{"body": "<div>weg</div>"}]}
        {"tenantID": "t", "id": "6", "storyID": "s1", "authorID": "u1", "status": "APPROVED",
         "revisions": [{"body": "<div>weg</div>"}], "deletedAt": {"$date": "2023-04-03T10:00:00Z"}}
        "#;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        for (path, text) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, path, text.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap()
    }

    fn whole() -> Vec<u8> {
        packed(&[
            ("coral/comments.json", COMMENTS),
            ("coral/commentActions.json", "{not read}"),
            ("coral/talk-users.jsonl", USERS),
            ("coral/stories.json", STORIES),
        ])
    }

    #[test]
    fn every_kind_of_comment_is_what_it_was() {
        let found = comments(&try_read(READER, &options(), &whole()).unwrap());
        let states: Vec<State> = found.iter().map(|comment| comment.state).collect();
        let (visible, held, removed) = (State::Visible, State::Held, State::Removed);
        assert_eq!(states, [visible, visible, held, held, removed, removed]);
        assert_eq!(found[0].text, Text::Html("<div>5 &lt; 7</div>".to_owned()));
        assert_eq!((found[0].useful, found[0].author.person.as_deref()), (3, Some("u1")));
        assert_eq!((found[1].parent.as_deref(), &found[1].author), (Some("1"), &Author::default()));
        assert_eq!(found[1].posted_at.unwrap().to_string(), "2023-03-28T10:40:00.5Z");
        assert_eq!(found[5].author, Author::default());
        assert_eq!(found[5].text, Text::Plain(String::new()));
    }

    #[test]
    fn stories_and_people_come_along() {
        let records = try_read(READER, &options(), &whole()).unwrap();
        let found = threads(&records);
        let open: Vec<Option<bool>> = found.iter().map(|thread| thread.comments_open).collect();
        assert_eq!(open, [Some(true), Some(false), None]);
        assert_eq!(found[0].title.as_deref(), Some("Een & twee"));
        assert_eq!(found[0].addresses, ["https://oud.example/a/"]);
        assert_eq!(people(&records)[0].email.as_deref(), Some("jan@post.example"));
        assert_eq!(people(&records)[1].name, None);
        assert_eq!(said(&records), [" Blocked Jan"]);
    }

    #[test]
    fn its_archives_are_recognized() {
        let is_one = |bytes: &[u8]| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), bytes).unwrap();
            recognizes(&Source::open(file.path()).unwrap())
        };
        assert!(is_one(&whole()));
        assert!(!is_one(&packed(&[("x/comments.json", r#"{"id": 1}"#)])));
        assert!(!is_one(&packed(&[("data/comments/een/1.yml", "_id: 1\n")])));
        assert!(!is_one(COMMENTS.as_bytes()));
    }

    #[test]
    fn broken_archives_and_rows_are_refused() {
        let bytes = whole();
        for end in [700, 2600, bytes.len() - 1024] {
            let error = try_read(READER, &options(), &bytes[..end]).unwrap_err();
            assert_eq!(error.problem.key, "import-cut", "{end}");
        }
        let broken = packed(&[("comments.json", "{\"id\": \"1\"}\n{\"storyID\": \"s\"}")]);
        let error = try_read(READER, &options(), &broken).unwrap_err();
        assert_eq!(error.problem.key, "import-syntax");
        let options = ReadOptions { skip_broken: true, ..options() };
        let records = try_read(READER, &options, &broken).unwrap();
        assert_eq!(left_out(&records), ["comment, byte 0 Broken", "comment, byte 12 Broken"]);
        let other = packed(&[("comments.txt", "x")]);
        let error = try_read(READER, &options, &other).unwrap_err();
        assert_eq!(error.problem.key, "import-other-format");
    }
}
