//! Coarse index expressions, which only narrow down the candidates: the texts found are compared
//! exactly afterwards.

use super::{Query, Writing};

/// Minimum length of a stem, in letters, that is also matched as a prefix; shorter prefixes match
/// too many words.
const BEGINNING_MIN: usize = 4;

/// Returns an index expression for all texts that can match a query.
pub fn beginning(query: &Query, writing: Writing) -> String {
    let words = query.wanted.iter().flatten().map(|stem| {
        let is_beginning = stem.len() >= BEGINNING_MIN;
        match (writing, is_beginning) {
            (Writing::Fts5, true) => format!("\"{stem}\" *"),
            (Writing::Fts5, false) => format!("\"{stem}\""),
            (Writing::Vector, true) => format!("'{stem}':*"),
            (Writing::Vector, false) => format!("'{stem}'"),
        }
    });
    let between = if writing == Writing::Fts5 { " AND " } else { " & " };
    words.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::super::Stems;
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn a_long_stem_may_be_the_beginning_of_a_word() {
        let mut stems = Stems::new(Lang::Nl);
        let mut of =
            |text, writing| beginning(&Query::parse(text, &mut stems).unwrap().unwrap(), writing);
        assert_eq!(of("korting nu", Writing::Fts5), "\"kort\" *");
        assert_eq!(of("kat reclame", Writing::Vector), "'kat' & 'reclame':*");
        assert_eq!(of("100%", Writing::Fts5), "\"100\"");
    }
}
