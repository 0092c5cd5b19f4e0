//! Letters as they are meant: without accents, look-alikes, digits for letters and repeats.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::characters::is_invisible;

/// Returns the base letter of a character in lower case, or `None` if nothing of it is seen.
///
/// A letter of another script that looks like a Latin one becomes that one, as Unicode's table of
/// confusable characters (UTS #39) has it.
pub fn base(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if is_invisible(c) {
        return None;
    }
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    let c = first.unwrap_or(c);
    if is_combining_mark(c) {
        return None;
    }
    let c = if c.is_ascii() { c } else { look_alike(c) };
    c.to_lowercase().next()
}

/// Returns the ASCII letter that a letter looks like, or the letter.
fn look_alike(c: char) -> char {
    if !c.is_alphabetic() {
        return c;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mut skeleton =
        unicode_security::skeleton(lower.encode_utf8(&mut [0; 4])).collect::<Vec<_>>();
    match (skeleton.pop(), skeleton.is_empty()) {
        (Some(alike), true) if alike.is_ascii_alphabetic() => alike,
        _ => lower,
    }
}

/// Returns the letter that a digit or sign stands for inside a word: `k4nker`, `1diot`.
pub const fn letter_for(sign: char) -> Option<char> {
    Some(match sign {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => return None,
    })
}

/// Returns a word with each run of one letter written once: `hallooo` and `hallo` are `halo`.
pub fn without_repeats(word: &str) -> String {
    let mut once = String::with_capacity(word.len());
    for c in word.chars() {
        if !c.is_alphabetic() || !once.ends_with(c) {
            once.push(c);
        }
    }
    once
}

/// Returns a word as `without_repeats` of its base letters.
pub fn fold(word: &str) -> String {
    without_repeats(&word.chars().filter_map(base).collect::<String>())
}
