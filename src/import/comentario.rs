//! Exports of Comentario.

use serde::Deserialize;
use url::Url;

use super::json::{self, Field, Missing, Rows, Shape, Threads};
use super::record::{Author, Comment, Person, Reason, Site, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};

/// Reader of exports of Comentario.
pub(super) const READER: Reader = Reader { format: Format::Comentario, recognizes, read };

/// Version of the format that is known.
const VERSION: &str = "3";
/// Key of every person without an account.
const ANONYMOUS: &str = "00000000-0000-0000-0000-000000000000";

fn recognizes(source: &Source) -> bool {
    let shape = Shape::of(source);
    shape.has(".version") && shape.has(".pages") && !shape.has(".users")
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct PageRow {
    id: Field,
    path: Field,
    title: Field,
    is_readonly: Field,
    created_time: Field,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct CommentRow {
    id: Field,
    parent_id: Field,
    page_id: Field,
    markdown: Field,
    html: Field,
    score: Field,
    is_approved: Field,
    is_pending: Field,
    is_deleted: Field,
    created_time: Field,
    user_created: Field,
    author_name: Field,
    url: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CommenterRow {
    id: Field,
    email: Field,
    name: Field,
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows::new(options, sink);
    let wanted = [".version", ".pages[]", ".comments[]", ".commenters[]"];
    json::document(source.bytes()?, &wanted, &mut |path, element| match path {
        ".version" => rows.version(element, VERSION),
        ".pages[]" => rows.read(element, "page", |row, threads| page(row, options, threads)),
        ".comments[]" => {
            let mut url = None;
            rows.read(element, "comment", |mut row: CommentRow, _| {
                url = std::mem::take(&mut row.url).word();
                comment(row, options)
            })?;
            // Pages have a path only: the site is known from its comments.
            rows.site(|| site(&url?))
        }
        _ => rows.read(element, "commenter", |row, _| commenter(row)),
    })?;
    rows.finish(Format::Comentario)
}

fn site(url: &str) -> Option<Site> {
    let origin = Url::parse(url).ok()?.origin();
    origin.is_tuple().then(|| Site { address: Some(origin.ascii_serialization()), name: None })
}

fn page(
    row: PageRow,
    options: &ReadOptions,
    threads: &mut Threads,
) -> Result<Vec<Record>, Missing> {
    threads.add(Thread {
        key: row.id.needed("id")?,
        addresses: vec![row.path.needed("path")?],
        title: row.title.word(),
        comments_open: row.is_readonly.is_something().then(|| !row.is_readonly.is_true()),
        made_at: row.created_time.time(&options.zone),
        article: None,
    });
    Ok(Vec::new())
}

fn commenter(row: CommenterRow) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let email_notice = row.email.email_notice(&format!("person {key}"));
    let person = Person { key, name: row.name.word(), email: row.email.email() };
    Ok([Some(Record::Person(person)), email_notice].into_iter().flatten().collect())
}

fn comment(row: CommentRow, options: &ReadOptions) -> Result<Vec<Record>, Missing> {
    let key = row.id.needed("id")?;
    let thread = row.page_id.needed("pageId")?;
    let state = if row.is_deleted.is_true() {
        State::Removed
    } else if row.is_pending.is_true() {
        State::Held
    } else if row.is_approved.is_true() {
        State::Visible
    } else {
        // Rejected: by a moderator or by a filter.
        return Ok(vec![json::left_out(&key, Reason::Spam)]);
    };
    let person = row.user_created.word().filter(|person| person != ANONYMOUS);
    let name = row.author_name.word().filter(|_| person.is_none());
    let html = row.html.text().unwrap_or_default();
    Ok(vec![json::comment(Comment {
        key,
        thread,
        parent: row.parent_id.word().filter(|parent| parent != ANONYMOUS),
        author: Author { person, name, email: None },
        posted_at: row.created_time.time(&options.zone),
        state,
        text: match row.markdown.text().filter(|text| !text.trim().is_empty()) {
            Some(markdown) => Text::Markdown(markdown),
            None => Text::Html(html),
        },
        useful: row.score.count(),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::testing::{
        comments, left_out, people, read_text, said, sites, threads,
    };

    const FILE: &str = r#"{"version": 3, "pages": [
        {"id": "a", "path": "/a/", "title": "Eén & twee", "isReadonly": true,
         "createdTime": "2019-01-01T00:00:00.000Z"},
        {"id": "b", "path": "/b/?x=1", "isReadonly": false}, {"id": "c", "path": "/c"}],
      "comments": [
        {"id": "1", "pageId": "a", "markdown": "*een*", "html": "<p><i>een</i></p>", "score": 3,
         "isApproved": true, "isPending": false, "isDeleted": false, "userCreated": "p",
         "createdTime": "2023-03-26T01:45:10.000Z", "url": "https://oud.example:8443/a/#c-1"},
        {"id": "2", "parentId": "1", "pageId": "a", "html": "<p>twee</p>", "isApproved": true,
         "userCreated": "00000000-0000-0000-0000-000000000000", "authorName": " Gast "},
        {"id": "3", "pageId": "a", "markdown": "drie", "isApproved": false, "isPending": true},
        {"id": "4", "pageId": "a", "isApproved": true, "isDeleted": true, "userCreated": "p"},
        {"id": "5", "pageId": "b", "markdown": "vijf", "isApproved": false, "isPending": false}],
      "commenters": [{"id": "p", "email": "jan@post.example", "name": "Jan", "websiteUrl": "x"}]}"#;

    #[test]
    fn every_kind_of_comment_is_what_it_was() {
        let records = read_text(READER, FILE);
        let found = comments(&records);
        let states: Vec<State> = found.iter().map(|comment| comment.state).collect();
        assert_eq!(states, [State::Visible, State::Visible, State::Held, State::Removed]);
        assert_eq!(left_out(&records), ["comment 5 Spam"]);
        assert_eq!(found[0].text, Text::Markdown("*een*".to_owned()));
        assert_eq!((found[0].useful, found[0].author.person.as_deref()), (3, Some("p")));
        assert_eq!(found[1].text, Text::Html("<p>twee</p>".to_owned()));
        assert_eq!(found[1].parent.as_deref(), Some("1"));
        let guest = Author { name: Some("Gast".to_owned()), ..Author::default() };
        assert_eq!(found[1].author, guest);
        assert_eq!(found[3].author, Author::default());
    }

    #[test]
    fn pages_people_and_the_site_come_along() {
        let records = read_text(READER, FILE);
        let pages = threads(&records);
        let open: Vec<Option<bool>> = pages.iter().map(|page| page.comments_open).collect();
        assert_eq!(open, [Some(false), Some(true), None]);
        assert_eq!(pages[0].title.as_deref(), Some("Eén & twee"));
        assert_eq!(pages[0].made_at.unwrap().to_string(), "2019-01-01T00:00:00Z");
        assert_eq!(pages[1].addresses, ["/b/?x=1"]);
        assert_eq!(people(&records)[0].email.as_deref(), Some("jan@post.example"));
        assert_eq!(sites(&records)[0].address.as_deref(), Some("https://oud.example:8443"));
        assert!(said(&records).is_empty());
    }
}
