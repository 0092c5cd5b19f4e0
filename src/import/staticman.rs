//! Files of Staticman in a tar archive: one YAML or JSON file for each comment, in a folder for
//! each article.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::io::{BufRead, Read};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess};

use super::archive;
use super::record::{Author, Comment, LeftOut, Reason, State, Text, Thread};
use super::source::read_error;
use super::{Format, Place, ReadError, ReadOptions, Reader, Record, Sink, Source};
use crate::locale::{Arg, Message};

/// Reader of the format.
pub(super) const READER: Reader = Reader { format: Format::Staticman, recognizes, read };

/// Greatest size of a file: one comment, with room for a long one.
const FILE_MAX: u64 = 1 << 20;
/// Greatest depth of a file: a comment has fields without anything in them.
const DEPTH_MAX: usize = 16;
/// Greatest number of values in a file.
const VALUES_MAX: usize = 10_000;
/// Folder below which a site keeps its comments.
const COMMENTS: &str = "comments";
/// Number from which a time is in milliseconds: in seconds it would be in the year 5138.
const MILLISECONDS: i64 = 100_000_000_000;

/// Names of the fields that are read: those of Staticman, and what themes call them.
const KEY: [&str; 3] = ["_id", "id", "uid"];
const PARENT: [&str; 6] =
    ["_parent", "replying_to_uid", "replying_to", "reply_to", "replyTo", "parent"];
const NAME: [&str; 3] = ["name", "author", "nick"];
const EMAIL: [&str; 1] = ["email"];
const MESSAGE: [&str; 5] = ["message", "comment", "body", "text", "content"];
const DATE: [&str; 3] = ["date", "timestamp", "created_at"];
const FIELDS: [&[&str]; 6] = [&KEY, &PARENT, &NAME, &EMAIL, &MESSAGE, &DATE];

fn recognizes(source: &Source) -> bool {
    archive::starts_with(source, &|path, start| match extension(path) {
        Some("yml" | "yaml") => true,
        // Coral's files are JSON too, and have no message.
        Some("json") => {
            let start = String::from_utf8_lossy(start);
            start.starts_with('{') && start.contains("\"message\"")
        }
        _ => false,
    })
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let hasher = RandomState::new();
    let mut threads = HashSet::new();
    archive::entries(source, &mut |path, file| {
        let Some(extension) = extension(path) else { return Ok(()) };
        let place = Folder::of(path);
        let broken = |error: String| {
            let is_left_out = options.skip_broken || !place.is_strict;
            if !is_left_out {
                return Err(damaged(path, error));
            }
            let reason = if place.is_strict { Reason::Broken } else { Reason::NoPlace };
            Ok(Record::LeftOut(LeftOut { what: path.to_owned(), reason }))
        };
        let fields = match fields(extension, path, file)? {
            Ok(fields) => fields,
            Err(error) => return sink.take(broken(error)?),
        };
        if !place.is_strict && fields.text(&MESSAGE).is_none() {
            return sink.take(broken(String::new())?);
        }
        if place.thread.is_empty() {
            let left_out = LeftOut { what: path.to_owned(), reason: Reason::NoThread };
            return sink.take(Record::LeftOut(left_out));
        }
        if threads.insert(hasher.hash_one(place.thread)) {
            sink.take(Record::Thread(Thread {
                key: place.thread.to_owned(),
                addresses: vec![place.thread.to_owned()],
                ..Thread::default()
            }))?;
        }
        sink.take(Record::Comment(comment(&fields, path, place.thread, &options.zone)))
    })
}

fn comment(fields: &Fields, path: &str, thread: &str, zone: &TimeZone) -> Comment {
    let email = fields.text(&EMAIL).filter(|email| email_address::EmailAddress::is_valid(email));
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    Comment {
        key: fields.text(&KEY).or(stem.map(|(stem, _)| stem)).unwrap_or_default().to_owned(),
        thread: thread.to_owned(),
        // In some themes the parent of a comment that answers none is the article.
        parent: fields.text(&PARENT).filter(|parent| *parent != thread).map(str::to_owned),
        author: Author {
            person: None,
            name: fields.text(&NAME).map(str::to_owned),
            // It is a hash, unless the site was told to keep it as it is.
            email: email.map(str::to_owned),
        },
        posted_at: fields.text(&DATE).and_then(|date| posted_at(date, zone)),
        state: State::Visible,
        text: Text::Markdown(fields.text(&MESSAGE).unwrap_or_default().to_owned()),
        useful: 0,
    }
}

/// Returns a time in seconds or milliseconds, or in the form of ISO 8601 or of Ruby.
fn posted_at(date: &str, zone: &TimeZone) -> Option<Timestamp> {
    let date = date.trim();
    if let Ok(number) = date.parse::<i64>() {
        return match number {
            ..=0 => None,
            1..MILLISECONDS => Timestamp::from_second(number).ok(),
            _ => Timestamp::from_millisecond(number).ok(),
        };
    }
    let of_ruby = || Timestamp::strptime("%Y-%m-%d %H:%M:%S %z", date).ok();
    let without_zone = || {
        let local: DateTime = date.trim_end_matches(" UTC").parse().ok()?;
        let zone = if date.ends_with(" UTC") { TimeZone::UTC } else { zone.clone() };
        local.to_zoned(zone).ok().map(|time| time.timestamp())
    };
    date.parse().ok().or_else(of_ruby).or_else(without_zone)
}

/// Folder of a file.
struct Folder<'a> {
    /// Path below the folder of comments, or the last folder; empty if there is none.
    thread: &'a str,
    /// False if the file may be another of a site, such as its settings.
    is_strict: bool,
}

impl<'a> Folder<'a> {
    fn of(path: &'a str) -> Self {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).trim_matches('/');
        let folder = folder.trim_start_matches("./");
        let below = folder
            .strip_prefix("comments/")
            .or_else(|| folder.split_once("/comments/").map(|(_, below)| below));
        if let Some(below) = below {
            return Self { thread: below, is_strict: true };
        }
        if folder.rsplit('/').next() == Some(COMMENTS) {
            return Self { thread: "", is_strict: true };
        }
        let is_hidden = |part: &str| part.starts_with(['_', '.']);
        Self {
            thread: folder.rsplit('/').next().unwrap_or_default(),
            is_strict: !folder.is_empty() && !path.split('/').any(is_hidden),
        }
    }
}

/// Returns the ending of a file that may be a comment.
fn extension(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    // A program for archives adds such files on macOS.
    if name.starts_with("._") {
        return None;
    }
    let (_, extension) = name.rsplit_once('.')?;
    ["yml", "yaml", "json"].into_iter().find(|known| extension.eq_ignore_ascii_case(known))
}

/// Reads a file; what is wrong in it is the inner error.
fn fields(
    extension: &str,
    path: &str,
    file: &mut dyn BufRead,
) -> Result<Result<Fields, String>, ReadError> {
    let mut bytes = Vec::new();
    file.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(|error| read_error(error, 0))?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(ReadError::of_file(Message::with("import-archive-size", "path", path)));
    }
    if extension == "json" {
        let object: Result<serde_json::Map<_, _>, _> = serde_json::from_slice(&bytes);
        return Ok(object.map(Fields::of_json).map_err(|error| error.to_string()));
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_MAX,
            max_nodes: VALUES_MAX,
            max_events: VALUES_MAX * 3,
            max_documents: 1,
            // No comment repeats a part of itself.
            max_anchors: 0,
            max_aliases: 0,
        },
        reject_unsupported_tags: true,
        ignore_binary_tag_for_string: true,
        with_snippet: false,
    };
    let fields = serde_saphyr::from_slice_with_options(&bytes, options);
    Ok(fields.map_err(|error: serde_saphyr::Error| error.to_string()))
}

/// Fields of a file, of those that are read.
#[derive(Debug, Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    /// Returns the first of the fields with these names that is filled.
    fn text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let (_, text) = self.0.iter().find(|(known, _)| known == name)?;
            Some(text.as_str()).filter(|text| !text.trim().is_empty())
        })
    }

    fn of_json(object: serde_json::Map<String, serde_json::Value>) -> Self {
        let mut fields = Self::default();
        for (name, value) in object {
            let text = match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Number(number) => number.to_string(),
                _ => continue,
            };
            fields.0.extend(known(&name).map(|name| (name, text)));
        }
        fields
    }
}

fn known(name: &str) -> Option<&'static str> {
    FIELDS.iter().flat_map(|names| names.iter()).copied().find(|known| *known == name)
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of a comment")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(name) = map.next_key::<String>()? {
                    match known(&name) {
                        // A number is taken as it is written.
                        Some(name) => {
                            let text = map.next_value::<Option<String>>()?;
                            fields.0.extend(text.map(|text| (name, text)));
                        }
                        None => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

fn damaged(path: &str, error: String) -> ReadError {
    let args = vec![("path", Arg::from(path)), ("error", Arg::from(error))];
    ReadError { place: Place::File, problem: Message { key: "import-archive-file", args } }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::import::testing::{options_skipping as options, read, said};

    fn read_of(files: &[(&str, &str)], skip_broken: bool) -> Result<Vec<Record>, ReadError> {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("comments.tar");
        let mut builder = tar::Builder::new(std::fs::File::create(&path).unwrap());
        for (path, text) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            builder.append_data(&mut header, path, text.as_bytes()).unwrap();
        }
        builder.into_inner().unwrap();
        assert!(recognizes(&Source::open(&path).unwrap()));
        read(&READER, &path, &options(skip_broken))
    }

    fn problem(text: &str) -> ReadError {
        read_of(&[("comments/een/a.yml", text)], false).unwrap_err()
    }

    #[test]
    fn comments_come_from_yaml_and_json() {
        let records = read_of(
            &[
                (
                    "_data/comments/een-stuk/entry1.yml",
                    "_id: 5000\n_parent: een-stuk\nmessage: \"Mooi *stuk*\\n\\nTwee\"\n\
                     name: 0123\nemail: 2be045e05f4e912751cb43fad85421f3\nurl: x\nhidden: ''\n\
                     date: 2023-03-26T03:45:10.5+02:00\nmore: {a: [1, 2]}\n",
                ),
                (
                    "_data/comments/een-stuk/entry2.yaml",
                    "---\nreplying_to: '5000'\nmessage: |\n  5 < 7\n  & klaar\nname:\n\
                     email: jo@post.example\ndate: 1577836800\n",
                ),
                (
                    "./_data/comments/2019/twee/entry3.json",
                    "{\"_id\":\"c\",\"reply_to\":2,\"message\":\"Ja\",\"name\":\"Jo\",\
                     \"date\":1577836800123}",
                ),
                ("_data/comments/2019/twee/._entry3.yml", "\0\0"),
                ("_data/comments/lees.yml", "message: Nergens"),
                ("_config.yml", "title: Een site\nmessage: [x]"),
                ("_data/menu.yml", "- a\n- b"),
                ("index.md", "# Hallo"),
            ],
            false,
        );
        assert_eq!(
            said(&records.unwrap()),
            "thread een-stuk een-stuk\n\
             comment 5000 in een-stuk by \"0123\" at 2023-03-26T01:45:10.5Z Visible 0 \
             Markdown(\"Mooi *stuk*\\n\\nTwee\")\n\
             comment entry2 in een-stuk to 5000 <jo@post.example> at 2020-01-01T00:00:00Z Visible \
             0 Markdown(\"5 < 7\\n& klaar\\n\")\n\
             thread 2019/twee 2019/twee\n\
             comment c in 2019/twee to 2 by \"Jo\" at 2020-01-01T00:00:00.123Z Visible 0 \
             Markdown(\"Ja\")\n\
             left out _data/comments/lees.yml NoThread\n\
             left out _config.yml NoPlace\n\
             left out _data/menu.yml NoPlace"
        );
    }

    #[test]
    fn a_folder_by_itself_holds_comments_too() {
        let records = read_of(&[("twee/a.yml", "message: Ja\ndate: '2020-01-01 12:00:00'")], false);
        assert_eq!(
            said(&records.unwrap()),
            "thread twee twee\n\
             comment a in twee at 2020-01-01T11:00:00Z Visible 0 Markdown(\"Ja\")"
        );
    }

    #[test]
    fn times_are_read_in_every_form() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        for (date, found) in [
            ("2023-03-26 03:45:10 +0200", Some("2023-03-26T01:45:10Z")),
            ("2023-03-26 01:45:10 UTC", Some("2023-03-26T01:45:10Z")),
            ("2023-07-01", Some("2023-06-30T22:00:00Z")),
            ("0", None),
            ("gisteren", None),
            ("99999999999999999", None),
        ] {
            let posted = posted_at(date, &zone).map(|time| time.to_string());
            assert_eq!(posted.as_deref(), found, "{date}");
        }
    }

    #[test]
    fn tags_repetitions_and_depth_are_refused() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nmessage: *b";
        let deep = format!("message: x\na: {}1{}", "[".repeat(20_000), "]".repeat(20_000));
        for text in [
            "message: !!python/object/apply:os.system ['touch /tmp/x']",
            "message: !ruby/object:Gem x",
            "message: [x]",
            "- message",
            "message: \"x",
            "message: a\nmessage: b",
            bomb,
            &deep,
        ] {
            let error = problem(text);
            assert_eq!(error.problem.key, "import-archive-file", "{}", &text[..text.len().min(60)]);
        }
        let large = format!("message: {}", "x".repeat(1 << 20));
        assert_eq!(problem(&large).problem.key, "import-archive-size");
        let files = [("comments/een/a.yml", bomb), ("comments/een/b.yml", "message: Goed")];
        let records = said(&read_of(&files, true).unwrap());
        assert!(records.starts_with("left out comments/een/a.yml Broken\nthread een een\n"));
    }
}
