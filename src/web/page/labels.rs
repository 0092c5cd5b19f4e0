//! Labels for parts of an article that have none in its text.

use crate::locale::Lang;
use crate::markup::Labels;

/// Returns those labels in the language of the site, for screen readers.
pub fn labels(t: Lang) -> Labels {
    Labels {
        table: t.say("article-table"),
        note: t.say("footnote-label"),
        back: t.say("footnote-back"),
    }
}
