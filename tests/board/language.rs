//! The language files: the same sentences with the same places in each, all of them used, none missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use weerwoord::comment::Reason;
use weerwoord::locale::Lang;
use weerwoord::static_page::StaticPage;

/// What is written like a key and is none: codes of the contract, the anchor of the form, headers and their values.
const NO_SENTENCES: &[&str] = &[
    "at-once",
    "sec-fetch-dest",
    "sec-fetch-site",
    "current-password",
    "email-password",
    "new-password",
    "sqlx-sqlite-worker",
    "own-email",
    "own-name",
    "own-password",
    "auto-generated",
    "staff-2fa",
    "comment-form",
    "cdn-cache-control",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "current-password",
    "new-password",
    "notices-decided",
    "keep-rest",
    "off-topic",
    "permissions-policy",
    "same-origin",
    "self-promotion",
    "sec-fetch-mode",
    "sec-purpose",
    "x-moz",
    "x-forwarded-for",
    "x-permitted-cross-domain-policies",
    "weerwoord-export",
    "weerwoord-user",
    "webhook-id",
    "webhook-signature",
    "webhook-timestamp",
    "x-request-id",
    "x-robots-tag",
    "house-rules",
    "mijn-artikel",
    "nl-formal",
    "cross-origin",
    "front-page",
    "own-picture",
    "no-login",
    "no-picture",
    "clip-path",
    "no-thread",
    "no-article",
    "on-site",
    "site-page",
    "other-kind",
    "thread-left-out",
    "same-key",
    "no-place",
    "control-characters",
    "name-cut",
    "title-cut",
    "parent-missing",
    "no-comments",
    "matched-by-slug",
    "page-to-article",
    "new-address",
    "contact-form",
    "contact-form-7",
    "wp-block-embed",
    "data-src",
    "data-lazy-src",
    "auto-draft",
    "post-trashed",
    "before-import",
    "00000000-0000-0000-0000-000000000000",
    "if-none-match",
    "media-type",
    "members-only",
    "not-found",
    "retry-after",
    "too-large",
    "too-many",
    "www-authenticate",
];

/// Attributes of `<meta>` that no reader meets.
const FOR_BROWSERS: [&str; 8] = [
    "light dark",
    "noindex",
    "noindex, indexifembedded",
    "width=device-width, initial-scale=1",
    "article",
    "image/jpeg",
    "image/png",
    "summary_large_image",
];

/// Keys of a language, with the places in its sentence.
fn sentences(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let text: String = files(&[&format!("locales/{}", lang.setting())])
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut key);
            assert!(
                found.insert(key.clone(), BTreeSet::new()).is_none(),
                "{key} stands twice in {}",
                lang.setting()
            );
        }
        for place in line.split('$').skip(1) {
            let name = place.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            found.get_mut(&key).unwrap().insert(name.to_owned());
        }
    }
    found
}

/// Every file below these folders, with its text; of a source file without the unit tests at its foot.
fn files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        folders.iter().map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.ends_with("tests.rs") || path.ends_with("testing.rs");
            if path.is_dir() {
                folders.push(path);
            } else if !is_test {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text.split("#[cfg(test)]").next().unwrap().to_owned()));
            }
        }
    }
    found
}

/// All of the source and the templates, in one string.
fn source() -> String {
    files(&["src", "templates"]).into_iter().map(|(_, text)| text).collect()
}

/// What stands between such marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

/// A template without what askama fills in.
fn markup(path: &Path, text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        while let Some((before, rest)) = text.split_once(open) {
            let after = rest
                .split_once(close)
                .unwrap_or_else(|| panic!("{} leaves {open} open", path.display()))
                .1;
            text = format!("{before} {after}");
        }
    }
    text
}

/// Every piece of text in quotes that is written like a key: small letters, digits and single dashes.
fn like_keys(text: &str) -> Vec<&str> {
    let quoted = text.match_indices('"').filter_map(|(quote, _)| {
        let rest = &text[quote + 1..];
        let end =
            rest.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')?;
        rest[end..].starts_with('"').then_some(&rest[..end])
    });
    quoted.filter(|key| key.contains('-') && key.split('-').all(|part| !part.is_empty())).collect()
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_places() {
    let (dutch, english) = (sentences(Lang::Nl), sentences(Lang::En));
    assert!(dutch.len() > 150);
    for (key, places) in &dutch {
        let other = english.get(key).unwrap_or_else(|| panic!("{key} is not in English yet"));
        // A plural form may need a number that the other language does without.
        let difference: BTreeSet<_> =
            places.symmetric_difference(other).filter(|place| *place != "count").collect();
        assert!(difference.is_empty(), "{key}: {difference:?}");
    }
    for key in english.keys() {
        assert!(dutch.contains_key(key), "{key} is not in Dutch");
    }
}

/// Sentences of a language, each as it is written.
fn texts(lang: Lang) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for (_, text) in files(&[&format!("locales/{}", lang.setting())]) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, sentence)) =
                line.split_once(" = ").filter(|_| !line.starts_with(' '))
            {
                name.clone_into(&mut key);
                found.insert(key.clone(), sentence.to_owned());
            } else if let Some(sentence) = found.get_mut(&key) {
                sentence.push('\n');
                sentence.push_str(line);
            }
        }
    }
    found
}

/// The first of these words in a text, outside code and without regard to capitals.
fn word_in<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let mut code = text.split('`').step_by(2).flat_map(|text| {
        text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect::<Vec<_>>()
    });
    code.find_map(|found| words.iter().copied().find(|word| *word == found))
}

const INFORMAL: [&str; 7] = ["je", "jij", "jou", "jouw", "jezelf", "jijzelf", "jullie"];
const FORMAL: [&str; 4] = ["u", "uw", "uzelf", "uwe"];

#[test]
fn every_dutch_sentence_to_the_reader_is_there_with_je_and_with_u() {
    let (plain, formal) = (texts(Lang::Nl), texts(Lang::NlFormal));
    for (key, text) in &plain {
        assert_eq!(word_in(text, &FORMAL), None, "{key} says \"u\" in locales/nl");
        if let Some(word) = word_in(text, &INFORMAL) {
            assert!(
                formal.contains_key(key),
                "{key} says {word:?} and is not in locales/nl-formal yet"
            );
        }
    }
    for (key, text) in &formal {
        let other = plain.get(key).unwrap_or_else(|| panic!("{key} is only in locales/nl-formal"));
        assert_eq!(word_in(text, &INFORMAL), None, "{key} says \"je\" in locales/nl-formal");
        assert_ne!(text, other, "{key} need not stand in locales/nl-formal");
    }
    let (plain_places, formal_places) = (sentences(Lang::Nl), sentences(Lang::NlFormal));
    for (key, places) in &formal_places {
        assert_eq!(Some(places), plain_places.get(key), "{key} has other places with \"u\"");
    }
}

#[test]
fn the_board_s_own_texts_address_readers_as_its_sentences_do() {
    for text in StaticPage::ALL {
        let (plain, formal) = (text.shipped(Lang::Nl), text.shipped(Lang::NlFormal));
        assert_eq!(word_in(plain, &FORMAL), None, "{}", text.code());
        assert_eq!(word_in(formal, &INFORMAL), None, "{}", text.code());
        // The same paragraphs and headings, and links to the same pages.
        assert_eq!(plain.lines().count(), formal.lines().count(), "{}", text.code());
        let links = |text| between(text, "](", ")").join(" ");
        assert_eq!(links(plain), links(formal), "{}", text.code());
    }
}

#[test]
fn formal_dutch_takes_what_it_has_not_from_dutch() {
    assert_eq!(Lang::Nl.say("name-missing"), "Vul je naam in.");
    assert_eq!(Lang::NlFormal.say("name-missing"), "Vul uw naam in.");
    assert_eq!(Lang::NlFormal.say("form-heading"), "Plaats zelf een reactie");
    assert_eq!(Lang::NlFormal.number(1200), "1.200");
    assert_eq!(Lang::NlFormal.code(), "nl");
}

#[test]
fn every_sentence_is_used() {
    let source = source();
    let quoted: BTreeSet<&str> = source.split('"').collect();
    for key in sentences(Lang::Nl).keys() {
        assert!(quoted.contains(key.as_str()), "nothing says {key}");
    }
}

#[test]
fn every_sentence_that_is_said_is_there() {
    let known = sentences(Lang::Nl);
    let source = source();
    let mut said = 0;
    for call in [
        ".say(\"",
        ".with(\"",
        "Sentence::with(\"",
        "Error::Invalid(\"",
        "Error::Forbidden(\"",
        "Fault::at(Field::Name, \"",
        "Fault::at(Field::Captcha, \"",
        "fault(\"captcha",
    ] {
        for place in source.split(call).skip(1) {
            let key = place.split('"').next().unwrap();
            let key =
                if call.ends_with("captcha") { format!("captcha{key}") } else { key.to_owned() };
            // Methods of the same names that have nothing to do with sentences take no key of ours.
            if key.contains('-') || known.contains_key(&key) {
                said += 1;
                assert!(known.contains_key(&key), "{key} is said but stands in no language file");
            }
        }
    }
    assert!(said > 150, "{said} sentences were found");
}

#[test]
fn everything_written_like_a_key_is_one() {
    let known = sentences(Lang::Nl);
    let mut said = BTreeSet::new();
    for (path, text) in files(&["src", "templates"]) {
        let is_template = path.extension().is_some_and(|kind| kind == "html");
        let asked = if is_template {
            [between(&text, "{{", "}}"), between(&text, "{%", "%}")].concat().join("\n")
        } else {
            text
        };
        for key in like_keys(&asked) {
            assert!(
                known.contains_key(key) || NO_SENTENCES.contains(&key),
                "{}: {key:?} stands in no language file",
                path.display()
            );
            said.insert(key.to_owned());
        }
    }
    assert!(said.len() > 150, "{} keys were found", said.len());
    for code in NO_SENTENCES {
        assert!(said.contains(*code), "{code} is no exception any more");
    }
}

#[test]
fn no_sentence_stands_in_a_template() {
    for (path, text) in files(&["templates"]) {
        let mut text = markup(&path, &text);
        for attribute in ["alt", "aria-label", "content", "placeholder", "title"] {
            for value in between(&text, &format!(" {attribute}=\""), "\"") {
                let is_for_people =
                    value.contains(char::is_alphabetic) && !FOR_BROWSERS.contains(&value);
                assert!(!is_for_people, "{}: {attribute}={value:?}", path.display());
            }
        }
        while let Some((before, rest)) = text.split_once('<') {
            let after = rest
                .split_once('>')
                .unwrap_or_else(|| panic!("{} leaves < open", path.display()))
                .1;
            text = format!("{before} {after}");
        }
        // A macro adds attributes to the tags of other templates.
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic) && !word.starts_with("aria-"))
            .collect();
        assert!(words.is_empty(), "{}: {words:?}", path.display());
    }
}

#[test]
fn every_reason_has_its_word_in_both_languages() {
    for lang in [Lang::Nl, Lang::En] {
        for reason in Reason::ALL {
            assert_ne!(lang.say(reason.word()), reason.word());
            assert_ne!(lang.say(reason.label()), reason.label());
        }
    }
    let words = |lang: Lang| Reason::ALL.map(|reason| lang.say(reason.word()));
    assert_eq!(words(Lang::Nl)[..3], ["belediging", "zelfpromotie", "spam"]);
    assert_eq!(Reason::Insult.tombstone(Lang::En), "This comment was removed: insult.");
    let labels = |lang: Lang| Reason::ALL.map(|reason| lang.say(reason.label())).join(", ");
    assert_eq!(
        labels(Lang::Nl),
        "Belediging, Zelfpromotie, Spam, Onrechtmatig, Privacy, Niet ter zake, Dubbel"
    );
    assert_eq!(
        labels(Lang::En),
        "Insult, Self-promotion, Spam, Illegal, Privacy, Off topic, Duplicate"
    );
}
