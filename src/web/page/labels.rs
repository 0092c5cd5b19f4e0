//! Names of the parts of an article that have none in its text.

use crate::locale::Lang;
use crate::markup::Labels;

/// Those names in the language of the board, for those who hear the page.
pub fn labels(t: Lang) -> Labels {
    Labels {
        table: t.say("article-table"),
        note: t.say("footnote-label"),
        back: t.say("footnote-back"),
    }
}
