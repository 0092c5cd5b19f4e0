//! Table of a person that says where old addresses and old authors belong on this board.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use csv::StringRecord;
use url::Url;

use super::error::{Place, ReadError};
use super::record::Author;
use crate::article::Slug;
use crate::locale::Message;
use crate::text::address::Canonical;

/// Greatest size of the table in bytes: a million lines.
const SIZE_MAX: u64 = 128 << 20;
/// Beginning of an old address that stands for an author.
const AUTHOR: &str = "author:";
/// Beginning of the path of an article on this board.
const ARTICLES: &str = "/articles/";
/// Words of a first line that is a heading.
const HEADINGS: [&str; 6] =
    ["new", "new address", "new-address", "new_address", "nieuw", "nieuw adres"];

/// Articles of this board by old address, and accounts by old author.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Host and slug of each path; the host is empty if the line names none.
    articles: HashMap<String, Vec<(String, Slug)>>,
    /// E-mail address of the account, by key, name or address in lower case.
    authors: HashMap<String, String>,
}

/// Addresses against which those of a table are resolved.
#[derive(Clone, Copy, Debug)]
pub struct Bases<'a> {
    /// Address of the old site.
    pub old: Option<&'a Url>,
    /// Address of this board.
    pub board: &'a Url,
}

impl Map {
    /// Reads a table of two columns, separated by a comma or a semicolon.
    pub fn read(table: impl Read, bases: Bases<'_>) -> Result<Self, ReadError> {
        let mut text = Vec::new();
        table.take(SIZE_MAX + 1).read_to_end(&mut text).map_err(|error| {
            file(Message::with("import-unreadable", "error", error.to_string()))
        })?;
        if text.len() as u64 > SIZE_MAX {
            return Err(file("import-map-size"));
        }
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
        let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = if first.contains(&b';') && !first.contains(&b',') { b';' } else { b',' };
        let mut lines = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text);
        let mut map = Self::default();
        let mut line = StringRecord::new();
        let mut is_first = true;
        while lines.read_record(&mut line).map_err(|error| of_csv(&error))? {
            let number = line_number(&line, text);
            let is_heading =
                is_first && line.get(1).is_some_and(|new| HEADINGS.contains(&&*new.to_lowercase()));
            is_first = false;
            if !is_heading {
                map.add(&line, bases)
                    .map_err(|problem| ReadError::at(Place::Line(number), problem))?;
            }
        }
        Ok(map)
    }

    /// Returns the slug of the article at an old address.
    ///
    /// An address without a host is that of any site.
    pub fn article(&self, old: &Canonical) -> Option<&Slug> {
        let known = self.articles.get(&old.path)?;
        let of_host = |host: &str| known.iter().find(|(known, _)| known == host);
        let found = of_host(&old.host)
            .or_else(|| of_host(""))
            .or_else(|| (old.host.is_empty() && known.len() == 1).then(|| known.first()).flatten());
        found.map(|(_, slug)| slug)
    }

    /// Returns the e-mail address of the account of an author, by key, address or name.
    pub fn author(&self, author: &Author) -> Option<&str> {
        [&author.person, &author.email, &author.name]
            .into_iter()
            .flatten()
            .find_map(|name| self.authors.get(&name.trim().to_lowercase()))
            .map(String::as_str)
    }

    /// Returns the slugs of all articles that the table names, each at least once.
    pub fn slugs(&self) -> impl Iterator<Item = &Slug> {
        self.articles.values().flatten().map(|(_, slug)| slug)
    }

    /// Returns the addresses of all accounts that the table names, each at least once.
    pub fn accounts(&self) -> impl Iterator<Item = &str> {
        self.authors.values().map(String::as_str)
    }

    /// Adds the lines of a newer table, which count where the two differ.
    pub fn add_all(&mut self, newer: Self) {
        for (path, articles) in newer.articles {
            let known = self.articles.entry(path).or_default();
            known.retain(|(host, _)| articles.iter().all(|(newer, _)| newer != host));
            known.extend(articles);
        }
        self.authors.extend(newer.authors);
    }

    fn add(&mut self, line: &StringRecord, bases: Bases<'_>) -> Result<(), Message> {
        let (Some(old), Some(new)) = (filled(line, 0), filled(line, 1)) else {
            return Err("import-map-columns".into());
        };
        if line.len() > 2 && (2..line.len()).any(|column| filled(line, column).is_some()) {
            return Err("import-map-columns".into());
        }
        if let Some(author) = old.strip_prefix(AUTHOR) {
            if !email_address::EmailAddress::is_valid(new) {
                return Err(Message::with("import-map-email", "address", new));
            }
            let author = author.trim().to_lowercase();
            return match self.authors.insert(author, new.to_owned()) {
                Some(other) if !other.eq_ignore_ascii_case(new) => Err("import-map-twice".into()),
                _ => Ok(()),
            };
        }
        let wrong_old = || Message::with("import-map-old", "address", old);
        let canonical = Canonical::parse(&with_scheme(old), bases.old).ok_or_else(wrong_old)?;
        let slug = slug(new, bases.board)
            .ok_or_else(|| Message::with("import-map-new", "address", new))?;
        let known = self.articles.entry(canonical.path).or_default();
        match known.iter().find(|(host, _)| *host == canonical.host) {
            Some((_, other)) if *other != slug => Err("import-map-twice".into()),
            Some(_) => Ok(()),
            None => {
                known.push((canonical.host, slug));
                Ok(())
            }
        }
    }
}

fn filled(line: &StringRecord, column: usize) -> Option<&str> {
    line.get(column).filter(|text| !text.is_empty())
}

/// Returns the slug in a slug, a path or an address on this board.
fn slug(new: &str, board: &Url) -> Option<Slug> {
    if !new.contains('/') {
        return Slug::parse(new);
    }
    let there = Canonical::parse(board.join(new).ok()?.as_str(), None)?;
    let board = Canonical::parse(board.as_str(), None)?;
    let path = Some(there.path).filter(|_| there.host == board.host)?;
    Slug::parse(path.strip_prefix(ARTICLES)?)
}

/// Returns the number of a line, which the reader counts from the empty lines before it.
fn line_number(line: &StringRecord, text: &[u8]) -> u64 {
    let Some(position) = line.position() else { return 0 };
    let before = usize::try_from(position.byte()).ok().and_then(|byte| text.get(byte..));
    let empty = before.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + empty.filter(|byte| **byte == b'\n').count() as u64
}

fn file(problem: impl Into<Message>) -> ReadError {
    ReadError::of_file(problem)
}

fn of_csv(error: &csv::Error) -> ReadError {
    let line = error.position().map_or(0, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => Message::from("import-map-utf8"),
        _ => Message::with("import-map-syntax", "error", error.to_string()),
    };
    ReadError::at(Place::Line(line), problem)
}

/// Returns an address with a scheme if it begins with a host, as "old.example/2019/".
fn with_scheme(address: &str) -> Cow<'_, str> {
    let host = address.split('/').next().unwrap_or_default();
    if host.contains('.') && host.len() < address.len() && !address.contains("://") {
        Cow::Owned(format!("https://{address}"))
    } else {
        Cow::Borrowed(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Result<Map, ReadError> {
        let old = Url::parse("https://oud.example/").unwrap();
        let board = Url::parse("https://www.blad.example/").unwrap();
        Map::read(table.as_bytes(), Bases { old: Some(&old), board: &board })
    }

    fn slug_of(map: &Map, address: &str) -> Option<String> {
        let old = Canonical::parse(address, None).unwrap();
        map.article(&old).map(|slug| slug.as_str().to_owned())
    }

    #[test]
    fn old_addresses_lead_to_articles() {
        let map = read(
            "\u{feff}old,new\n\
             http://www.oud.example/2019/05/een.html?utm_source=x,een\n\
             /?p=12,/articles/twee/\n\
             \"https://elders.example/a,b\",https://blad.example/articles/drie\n\n\
             /?p=12,twee\n",
        );
        let map = map.unwrap();
        for (address, slug) in [
            ("https://oud.example/2019/05/een.html#comment-1", Some("een")),
            ("/2019/05/een.html", Some("een")),
            ("//oud.example/?p=12", Some("twee")),
            ("https://elders.example/a,b/", Some("drie")),
            ("https://elders.example/?p=12", None),
            ("/?p=13", None),
        ] {
            assert_eq!(slug_of(&map, address).as_deref(), slug, "{address}");
        }
        let mut slugs: Vec<&str> = map.slugs().map(Slug::as_str).collect();
        slugs.sort_unstable();
        assert_eq!(slugs, ["drie", "een", "twee"]);
    }

    #[test]
    fn a_newer_table_counts_where_the_two_differ() {
        let mut map = read("/een,een\n/twee,twee\nauthor:Jo,jo@blad.example\n").unwrap();
        map.add_all(read("/een,anders\n/drie,drie\nauthor:Jo,an@blad.example\n").unwrap());
        for (path, slug) in [("een", "anders"), ("twee", "twee"), ("drie", "drie")] {
            let address = format!("https://oud.example/{path}");
            assert_eq!(slug_of(&map, &address).as_deref(), Some(slug));
        }
        assert_eq!(map.accounts().collect::<Vec<_>>(), ["an@blad.example"]);
    }

    #[test]
    fn a_line_without_a_host_is_of_any_site() {
        let board = Url::parse("https://blad.example/").unwrap();
        let bases = Bases { old: None, board: &board };
        let map = Map::read("/een;stuk-een\n".as_bytes(), bases).unwrap();
        assert_eq!(slug_of(&map, "https://oud.example/een/").as_deref(), Some("stuk-een"));
    }

    #[test]
    fn authors_are_found_by_key_address_and_name() {
        let map = read("author:7,jo@blad.example\nauthor: Jo de Vries ,an@blad.example\n").unwrap();
        let author = |person: Option<&str>, name: Option<&str>, email: Option<&str>| Author {
            person: person.map(str::to_owned),
            name: name.map(str::to_owned),
            email: email.map(str::to_owned),
        };
        let found = map.author(&author(Some("7"), Some("jo de vries"), None));
        assert_eq!(found, Some("jo@blad.example"));
        let found = map.author(&author(Some("8"), Some("jo de vries"), None));
        assert_eq!(found, Some("an@blad.example"));
        assert_eq!(map.author(&author(None, None, Some("x@post.example"))), None);
        assert_eq!(map.accounts().count(), 2);
    }

    #[test]
    fn errors_name_their_line() {
        for (table, line, problem) in [
            ("/a,b\n/c", 2, "import-map-columns"),
            ("/a,b,c", 1, "import-map-columns"),
            ("old,new\n/a,", 2, "import-map-columns"),
            ("/a,Geen slug", 1, "import-map-new"),
            ("/a,/pages/b", 1, "import-map-new"),
            ("/a,https://anders.example/articles/b", 1, "import-map-new"),
            ("/a,/articles/b/c", 1, "import-map-new"),
            ("\n\njavascript:a,b", 3, "import-map-old"),
            ("author:Jo,Jo", 1, "import-map-email"),
            ("/a,b\n/a/,c", 2, "import-map-twice"),
            ("author:Jo,a@b.example\nauthor:jo,c@b.example", 2, "import-map-twice"),
        ] {
            let error = read(table).unwrap_err();
            let found = (error.place, error.problem.key);
            assert_eq!(found, (Place::Line(line), problem), "{table}");
        }
        let board = Url::parse("https://blad.example/").unwrap();
        let bases = Bases { old: None, board: &board };
        let error = Map::read(&b"/a,b\n/caf\xe9,c\n"[..], bases).unwrap_err();
        assert_eq!((error.place, error.problem.key), (Place::Line(2), "import-map-utf8"));
    }
}
