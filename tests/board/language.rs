//! The language files: the same sentences with the same places in each, all of them used, none missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use weerwoord::comment::Reason;
use weerwoord::locale::Lang;

/// Every key of a language file, with the places in its sentence.
fn sentences(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{lang}/board.ftl"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut key);
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice in {lang}");
        }
        for place in line.split('$').skip(1) {
            let name = place.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            found.get_mut(&key).unwrap().insert(name.to_owned());
        }
    }
    found
}

/// Everything in quotes in the source and the templates, in one string.
fn source() -> String {
    let mut all = String::new();
    let mut folders =
        vec!["src", "templates"].into_iter().map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).collect::<Vec<_>>();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    all
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_places() {
    let (dutch, english) = (sentences(Lang::Nl), sentences(Lang::En));
    assert!(dutch.len() > 150);
    for (key, places) in &dutch {
        let other = english.get(key).unwrap_or_else(|| panic!("{key} is not in English yet"));
        // A plural form may need a number that the other language does without.
        let difference: BTreeSet<_> = places.symmetric_difference(other).filter(|place| *place != "count").collect();
        assert!(difference.is_empty(), "{key}: {difference:?}");
    }
    for key in english.keys() {
        assert!(dutch.contains_key(key), "{key} is not in Dutch");
    }
}

#[test]
fn every_sentence_is_used() {
    let source = source();
    for key in sentences(Lang::Nl).keys() {
        assert!(source.contains(&format!("\"{key}\"")), "nothing says {key}");
    }
}

#[test]
fn every_sentence_that_is_said_is_there() {
    let known = sentences(Lang::Nl);
    let source = source();
    let mut said = 0;
    for call in [
        ".say(\"",
        ".begin(\"",
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
            let key = if call.ends_with("captcha") { format!("captcha{key}") } else { key.to_owned() };
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
fn no_sentence_stands_in_a_template() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mut text = std::fs::read_to_string(&path).unwrap();
            for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<", ">")] {
                while let Some((before, rest)) = text.clone().split_once(open) {
                    let after = rest.split_once(close).unwrap_or_else(|| panic!("{} leaves {open} open", path.display())).1;
                    text = format!("{before} {after}");
                }
            }
            let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
            assert!(words.is_empty(), "{}: {words:?}", path.display());
        }
    }
}

#[test]
fn every_reason_has_its_word_in_both_languages() {
    for lang in [Lang::Nl, Lang::En] {
        for reason in Reason::ALL {
            assert_ne!(lang.say(reason.word()), reason.word());
        }
    }
    let words: Vec<String> = Reason::ALL.iter().map(|reason| Lang::Nl.say(reason.word())).collect();
    assert_eq!(words[..3], ["belediging", "zelfpromotie", "spam"]);
}
