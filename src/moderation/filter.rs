//! Filters for words and links in comments, and their matching.

use std::collections::HashMap;
use std::ops::Range;

use deunicode::deunicode;
use jiff::Timestamp;

use crate::markup::Html;
use crate::text::characters::visible;
use crate::text::domain;

/// Least number of letters of a word pattern: a shorter one matches nearly everything.
const WORD_MIN: usize = 3;
/// Greatest length of a pattern in characters.
const PATTERN_MAX: usize = 100;
/// Greatest number of links that a filter may allow.
const LINKS_MAX: usize = 50;

/// Kind of pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Word or phrase; a final `*` matches any ending.
    Word,
    /// Links to a host and its subdomains.
    Link,
    /// Number of links above a maximum.
    Links,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Word, Self::Link, Self::Links];

    /// Returns the stable code of the kind, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Link => "link",
            Self::Links => "links",
        }
    }

    /// Returns the kind with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Action for a comment that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Holds it for a moderator.
    Hold,
    /// Refuses it and tells its author what matched.
    Refuse,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 2] = [Self::Hold, Self::Refuse];

    /// Returns the stable code of the action, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }

    /// Returns the action with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// Filter as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Row id; 0 for a filter that is only tested.
    pub id: i64,
    /// Kind of the pattern.
    pub kind: Kind,
    /// Phrase, host or maximum number of links.
    pub pattern: String,
    /// Action for a comment that matches.
    pub action: Action,
    /// Time at which it was created.
    pub made_at: Timestamp,
}

/// Match of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Row id of the filter.
    pub filter: i64,
    /// Action of the filter.
    pub action: Action,
    /// Matched words or link, as they stand in the comment.
    pub words: String,
}

/// Checks and normalizes a pattern for storage; the error is a message key.
pub fn pattern(kind: Kind, typed: &str) -> Result<String, &'static str> {
    let typed = visible(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    if typed.chars().count() > PATTERN_MAX {
        return Err("rule-too-long");
    }
    match kind {
        Kind::Word => {
            let letters = fold(&typed).chars().filter(char::is_ascii_alphanumeric).count();
            let stars = typed.matches('*').count();
            match (letters, stars) {
                (0, _) => Err("rule-word-missing"),
                (..WORD_MIN, _) => Err("rule-word-short"),
                (_, 0) => Ok(typed),
                (_, 1) if typed.ends_with('*') => Ok(typed),
                _ => Err("rule-word-star"),
            }
        }
        Kind::Link => {
            let host = typed.to_lowercase();
            let host = host
                .trim_start_matches("https://")
                .trim_start_matches("http://")
                .trim_start_matches("www.");
            let host = host.split('/').next().unwrap_or_default();
            let host = domain::to_ascii(host).ok_or("rule-link-invalid")?;
            let plain = host.split('.').count() > 1
                && host.split('.').all(|part| {
                    !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-')
                });
            if plain { Ok(host) } else { Err("rule-link-invalid") }
        }
        Kind::Links => match typed.parse::<usize>() {
            Ok(count) if count <= LINKS_MAX => Ok(count.to_string()),
            _ => Err("rule-links-invalid"),
        },
    }
}

/// Returns a host in ASCII for comparison, also one that was stored as typed.
fn in_ascii(host: &str) -> String {
    domain::to_ascii(host).unwrap_or_else(|| host.to_owned())
}

/// Folds letters for comparison: case, accents and look-alike letters do not count.
fn fold(text: &str) -> String {
    deunicode(&text.to_lowercase()).to_lowercase()
}

/// Filters compiled for matching.
#[derive(Debug, Default)]
pub struct Filters<'a> {
    /// Phrases by their first word.
    phrases: HashMap<String, Vec<(&'a Filter, Vec<String>)>>,
    /// Prefixes of words, from patterns of one word that end in `*`.
    beginnings: Vec<(&'a Filter, String)>,
    hosts: Vec<(&'a Filter, String)>,
    counts: Vec<(&'a Filter, usize)>,
}

impl<'a> Filters<'a> {
    /// Compiles the filters.
    pub fn new(filters: &'a [Filter]) -> Self {
        let mut ready = Self::default();
        for filter in filters {
            match filter.kind {
                Kind::Word => ready.add_phrase(filter),
                Kind::Link => ready.hosts.push((filter, in_ascii(&filter.pattern))),
                Kind::Links => {
                    ready.counts.extend(filter.pattern.parse().ok().map(|count| (filter, count)));
                }
            }
        }
        ready
    }

    fn add_phrase(&mut self, filter: &'a Filter) {
        let folded = fold(&filter.pattern);
        let mut words: Vec<String> =
            words(&folded).into_iter().map(|range| folded[range].to_owned()).collect();
        let Some(last) = words.pop() else { return };
        let open = filter.pattern.ends_with('*');
        if open && words.is_empty() {
            self.beginnings.push((filter, last));
            return;
        }
        words.push(if open { format!("{last}*") } else { last });
        self.phrases.entry(words[0].clone()).or_default().push((filter, words));
    }

    /// Returns the first match of each filter in a comment and its author's name.
    pub fn look(&self, name: &str, html: &Html) -> Vec<Match> {
        let text = format!("{name}\n{}", html.plain());
        let text = visible(&text);
        let mut found = Vec::new();
        let mut add = |filter: &Filter, words: &str| {
            if found.iter().all(|before: &Match| before.filter != filter.id) {
                found.push(Match {
                    filter: filter.id,
                    action: filter.action,
                    words: words.to_owned(),
                });
            }
        };
        let places = words(&text);
        let folded: Vec<String> = places.iter().map(|place| fold(&text[place.clone()])).collect();
        for (index, word) in folded.iter().enumerate() {
            for (filter, phrase) in self.phrases.get(word).into_iter().flatten() {
                if phrase.len() <= folded.len() - index
                    && phrase.iter().zip(&folded[index..]).all(|(a, b)| matches(a, b))
                {
                    add(filter, &text[places[index].start..places[index + phrase.len() - 1].end]);
                }
            }
            for (filter, _) in
                self.beginnings.iter().filter(|(_, beginning)| word.starts_with(beginning.as_str()))
            {
                add(filter, &text[places[index].clone()]);
            }
        }
        let mut hosts = html.link_hosts();
        hosts.extend(contact(name));
        for (filter, pattern) in &self.hosts {
            let below = format!(".{pattern}");
            let is_meant = |host: &str| host == pattern || host.ends_with(&below);
            if let Some(host) = hosts.iter().find(|host| is_meant(&in_ascii(host))) {
                add(filter, host);
            }
        }
        for (filter, most) in &self.counts {
            if hosts.len() > *most {
                add(filter, &hosts.join(", "));
            }
        }
        found
    }
}

/// Least number of digits of a telephone number.
const PHONE_MIN: usize = 7;

/// Returns the contact in a name: the host of a URL or address, or a telephone number.
///
/// The names of people contain neither.
pub fn contact(name: &str) -> Option<String> {
    let plain = fold(name);
    let host = |word: &str| {
        let word = word.rsplit(['@', '/']).next().unwrap_or_default().trim_end_matches('.');
        let (before, end) = word.rsplit_once('.')?;
        let is_host = before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && before.chars().filter(char::is_ascii_alphanumeric).count() > 1
            && end.len() > 1
            && end.chars().all(|c| c.is_ascii_alphabetic());
        is_host.then(|| word.trim_start_matches("www.").to_owned())
    };
    // In an e-mail or web address with a path, the last part is the path: try every part, from the
    // front.
    let words = plain.split(|c: char| c.is_whitespace() || "()[]<>|,;:/".contains(c));
    words.into_iter().find_map(host).or_else(|| {
        let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
        (digits.len() >= PHONE_MIN).then_some(digits)
    })
}

/// Returns whether a word matches a pattern; a final `*` matches any ending.
fn matches(looked_for: &str, word: &str) -> bool {
    match looked_for.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => looked_for == word,
    }
}

/// Returns the ranges of the words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                places.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    places.extend(start.map(|from| from..text.len()));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    fn found(kind: Kind, pattern: &str, text: &str) -> Vec<String> {
        let made_at = Timestamp::UNIX_EPOCH;
        let filters = [Filter {
            id: 1,
            kind,
            pattern: super::pattern(kind, pattern).unwrap(),
            action: Action::Hold,
            made_at,
        }];
        Filters::new(&filters)
            .look("Joost", &markup::comment(text))
            .into_iter()
            .map(|found| found.words)
            .collect()
    }

    #[test]
    fn words_are_whole_and_case_accents_and_look_alikes_do_not_count() {
        assert_eq!(found(Kind::Word, "sukkel", "Wat een SÜKKEL!"), ["SÜKKEL"]);
        assert_eq!(found(Kind::Word, "sukkel", "een s**ukk**el"), ["sukkel"]);
        assert_eq!(found(Kind::Word, "casino", "Het c\u{430}sino"), ["c\u{430}sino"]);
        assert!(found(Kind::Word, "sukkel", "Wat een gesukkel met sukkels").is_empty());
        assert_eq!(found(Kind::Word, "sukkel*", "Wat een sukkels"), ["sukkels"]);
        assert_eq!(found(Kind::Word, "joost", "wie schreef dit?"), ["Joost"]);
        for hidden in
            ["kwak\u{200b}zalver", "kwak\u{ad}zalver", "kwak&shy;zalver", "kwak&#8203;zalver"]
        {
            assert_eq!(found(Kind::Word, "kwakzalver", hidden), ["kwakzalver"]);
            assert_eq!(found(Kind::Word, hidden, "een kwakzalver"), ["kwakzalver"]);
        }
    }

    #[test]
    fn phrases_are_found_across_what_parts_them() {
        assert_eq!(
            found(Kind::Word, "bekijk ons aanbod*", "Bekijk   ons\n*aanbod*!"),
            ["Bekijk ons aanbod"]
        );
        assert_eq!(
            found(Kind::Word, "bekijk ons aanbod*", "bekijk ons aanbodje"),
            ["bekijk ons aanbodje"]
        );
        assert!(found(Kind::Word, "bekijk ons aanbod", "bekijk ons hele aanbod").is_empty());
        assert!(found(Kind::Word, "bekijk ons aanbod", "bekijk ons").is_empty());
    }

    #[test]
    fn links_are_found_by_host_and_number() {
        assert_eq!(
            found(Kind::Link, "linkbouw.example", "[x](https://www.Linkbouw.example/a)"),
            ["www.linkbouw.example"]
        );
        assert_eq!(
            found(Kind::Link, "https://linkbouw.example/", "zie http://linkbouw.example"),
            ["linkbouw.example"]
        );
        for (pattern, link) in [
            ("büro.example", "https://xn--bro-hoa.example/"),
            ("xn--bro-hoa.example", "http://www.Büro.example"),
            ("BÜRO.example", "[x](https://b%C3%BCro.example)"),
        ] {
            assert_eq!(found(Kind::Link, pattern, link).len(), 1, "{pattern} {link}");
        }
        let kept = Filter {
            id: 1,
            kind: Kind::Link,
            pattern: "büro.example".into(),
            action: Action::Hold,
            made_at: Timestamp::UNIX_EPOCH,
        };
        let html = markup::comment("https://büro.example");
        assert_eq!(Filters::new(&[kept]).look("Joost", &html).len(), 1);
        assert!(found(Kind::Link, "bouw.example", "zie http://linkbouw.example").is_empty());
        assert_eq!(
            found(Kind::Links, "1", "http://a.example http://b.example"),
            ["a.example, b.example"]
        );
        assert!(found(Kind::Links, "2", "http://a.example http://b.example").is_empty());
    }

    #[test]
    fn what_would_find_everything_is_refused() {
        for (kind, typed) in [
            (Kind::Word, "*"),
            (Kind::Word, "de"),
            (Kind::Word, "a*b"),
            (Kind::Link, "nl"),
            (Kind::Links, "veel"),
            (Kind::Word, ""),
        ] {
            assert!(super::pattern(kind, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_name_that_leads_somewhere_counts_as_a_link() {
        for (name, leads) in [
            ("Koop bij kwakzalver.example", Some("kwakzalver.example")),
            ("https://www.kwakzalver.example/nu", Some("kwakzalver.example")),
            ("piet@post.example", Some("post.example")),
            ("Bel 06-1234 5678", Some("0612345678")),
            ("(kwakzalver.example)", Some("kwakzalver.example")),
            ("J.R.R. Tolkien", None),
            ("Dr. De Vries", None),
            ("Sanne 1984", None),
            ("M. van den Berg", None),
        ] {
            assert_eq!(contact(name).as_deref(), leads, "{name}");
        }
    }
}
