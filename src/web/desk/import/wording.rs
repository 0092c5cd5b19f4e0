//! Sentences of `transfer::import` as they read on a page, where options have a label.

use crate::import::{Place, ReadError};
use crate::locale::Lang;

/// Options of the command line, with the message keys of the fields that stand for them.
const OPTIONS: [(&str, &str); 6] = [
    ("--encoding", "import-desk-encoding"),
    ("--from", "import-desk-system"),
    ("--make-articles", "import-desk-articles"),
    ("--map", "import-desk-table"),
    ("--members", "import-desk-members"),
    ("--skip-broken", "import-desk-skip"),
];

/// Returns a sentence with the labels of fields instead of options.
pub(super) fn on_page(t: Lang, sentence: &str) -> String {
    OPTIONS.iter().fold(sentence.to_owned(), |sentence, (option, label)| {
        if sentence.contains(option) {
            sentence.replace(option, &format!("‘{}’", t.say(label)))
        } else {
            sentence
        }
    })
}

/// Returns the place of an error in a file and what to do.
pub(super) fn refusal(t: Lang, error: &ReadError) -> String {
    let problem = on_page(t, &t.tell(&error.problem));
    let at = |key, place: u64| {
        let place = t.number(i64::try_from(place).unwrap_or(i64::MAX));
        t.with(key, &[("place", place.into()), ("problem", problem.as_str().into())])
    };
    match error.place {
        Place::File => problem.clone(),
        Place::Byte(byte) => at("import-desk-at-byte", byte),
        Place::Line(line) => at("import-desk-at-line", line),
    }
}
