//! Character classes by Unicode property: invisible characters, line separators and marks.
//!
//! Which of them a name or a text may contain is decided where those are checked.

use std::borrow::Cow;

use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, Emoji, EmojiModifier, EnumeratedProperty,
    ExtendedPictographic, GeneralCategory, Script,
};

/// Greatest number of combining marks on one letter.
///
/// No script stacks more in ordinary writing, and a pile of them overlaps the text around it.
const MARKS_MAX: usize = 4;
/// Greatest length of a character reference in bytes: `&InvisibleComma;` fits.
const REFERENCE_MAX: usize = 24;
/// Named references to invisible characters.
const INVISIBLE_NAMES: [&str; 15] = [
    "shy",
    "zwj",
    "zwnj",
    "lrm",
    "rlm",
    "ZeroWidthSpace",
    "NegativeThinSpace",
    "NegativeMediumSpace",
    "NegativeThickSpace",
    "NegativeVeryThinSpace",
    "NoBreak",
    "ApplyFunction",
    "InvisibleTimes",
    "InvisibleComma",
    "af",
];

/// Returns whether a character is invisible and has no width.
///
/// These are `Default_Ignorable_Code_Point` and all of general category Format.
pub fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && (DefaultIgnorableCodePoint::for_char(c)
            || GeneralCategory::for_char(c) == GeneralCategory::Format)
}

/// Returns whether a character leaves its place blank; this includes spaces.
pub fn is_blank(c: char) -> bool {
    // Unicode classifies the empty Braille pattern as a symbol.
    c.is_whitespace() || c.is_control() || c == '\u{2800}' || is_invisible(c)
}

/// Removes invisible characters and the character references to them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = c.len_utf8();
        if c == '&'
            && let Some(after) = after_invisible(rest)
        {
            rest = after;
            continue;
        }
        if !is_invisible(c) {
            seen.push(c);
        }
        rest = &rest[length..];
    }
    Cow::Owned(seen)
}

/// Returns the text after a leading reference to an invisible character.
fn after_invisible(text: &str) -> Option<&str> {
    let end = text.bytes().take(REFERENCE_MAX).position(|byte| byte == b';')?;
    let (name, after) = (&text[1..end], &text[end + 1..]);
    let code = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let is_one = match code.and_then(char::from_u32) {
        Some(c) => is_invisible(c),
        None => INVISIBLE_NAMES.contains(&name),
    };
    is_one.then_some(after)
}

/// Normalizes all line ends to `\n` and removes other control characters.
///
/// Vertical tab, form feed and Unicode's line and paragraph separators end a line; another control
/// character becomes a space where it separates words.
pub fn lines(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{2028}' | '\u{2029}')
    };
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut lined = String::with_capacity(text.len());
    let mut parted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let c = match c {
            '\r' if rest.peek() == Some(&'\n') => continue,
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c if is_odd(c) => {
                parted = true;
                continue;
            }
            c => c,
        };
        if parted && !c.is_whitespace() && lined.ends_with(|before: char| !before.is_whitespace()) {
            lined.push(' ');
        }
        parted = false;
        lined.push(c);
    }
    Cow::Owned(lined)
}

/// Removes combining marks beyond `MARKS_MAX` on one letter.
pub fn few_marks(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let mut is_kept = |c: char| {
        marks = match GeneralCategory::for_char(c) {
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => marks + 1,
            // After an invisible character, marks still combine with the letter before it.
            GeneralCategory::Format => marks,
            _ => 0,
        };
        marks <= MARKS_MAX
    };
    let kept: String = text.chars().filter(|c| is_kept(*c)).collect();
    if kept.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(kept) }
}

/// Returns whether every invisible character in a name is a legitimate joiner.
///
/// It must join letters of a script that is written so, or the parts of an emoji.
pub fn only_joins(name: &str) -> bool {
    name.char_indices().filter(|(_, c)| is_invisible(*c)).all(|(at, c)| {
        let (before, after) = (&name[..at], &name[at + c.len_utf8()..]);
        joins(before, c, after)
    })
}

/// Returns whether an invisible character joins the text on both sides of it.
fn joins(before: &str, c: char, after: &str) -> bool {
    let (Some(last), next) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    match c {
        '\u{200c}' | '\u{200d}' if next.is_some_and(is_of_joining_script) => {
            // Vowel signs and the like may have the script Inherited.
            let letter = before.chars().rev().find(|c| Script::for_char(*c) != Script::Inherited);
            letter.is_some_and(is_of_joining_script)
        }
        '\u{200d}' => ends_in_emoji(before) && next.is_some_and(ExtendedPictographic::for_char),
        // Before a keycap it follows a digit.
        '\u{fe0f}' => Emoji::for_char(last) && (!last.is_ascii() || next == Some('\u{20e3}')),
        _ => false,
    }
}

/// Returns whether a character belongs to a script in which joiners distinguish words.
fn is_of_joining_script(c: char) -> bool {
    const SCRIPTS: [Script; 19] = [
        Script::Arabic,
        Script::Bengali,
        Script::Devanagari,
        Script::Gujarati,
        Script::Gurmukhi,
        Script::Kannada,
        Script::Khmer,
        Script::Malayalam,
        Script::Mandaic,
        Script::Mongolian,
        Script::Myanmar,
        Script::Nko,
        Script::Oriya,
        Script::Sinhala,
        Script::Syriac,
        Script::Tamil,
        Script::Telugu,
        Script::Tibetan,
        Script::Balinese,
    ];
    !is_invisible(c) && SCRIPTS.contains(&Script::for_char(c))
}

fn ends_in_emoji(text: &str) -> bool {
    let text = text.strip_suffix('\u{fe0f}').unwrap_or(text);
    let last = text.chars().next_back();
    last.is_some_and(|c| ExtendedPictographic::for_char(c) || EmojiModifier::for_char(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_told_by_its_properties() {
        for c in
            "\u{ad}\u{34f}\u{61c}\u{115f}\u{180e}\u{200b}\u{200f}\u{202e}\u{2060}\u{2065}".chars()
        {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in
            "\u{2069}\u{3164}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{1d173}\u{e0001}\u{e01ef}".chars()
        {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in "a é👍\u{301}ب\u{a0}\u{2800}".chars() {
            assert!(!is_invisible(c), "{c:?}");
        }
        assert!(is_blank(' ') && is_blank('\u{2800}') && is_blank('\u{3164}') && !is_blank('.'));
    }

    #[test]
    fn text_is_seen_without_what_hides_in_it() {
        for text in [
            "kwakzalver",
            "kwak\u{200b}zalver",
            "kw\u{ad}ak\u{2063}zal\u{180e}ver\u{feff}",
            "kwak&shy;zalver",
            "kwak&#8203;zal&#xAD;ver&ZeroWidthSpace;",
        ] {
            assert_eq!(visible(text), "kwakzalver");
        }
        for text in ["R&D; & &shy", "&amp;shy;", "&#65;&#x;&#999999999999;&;", "&é;"] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn every_separator_ends_a_line_and_controls_part_words() {
        assert_eq!(
            lines("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h"),
            "a\nb\nc\nd\ne\nf\ng\nh"
        );
        assert_eq!(lines("a\0b\u{7}\u{1b}c \u{7} d\u{7f}\n\u{1}e\tf"), "a b c  d\ne\tf");
        assert_eq!(lines("\u{1}a\u{1}"), "a");
    }

    #[test]
    fn a_letter_carries_few_marks() {
        let pile = "\u{301}".repeat(40);
        assert_eq!(few_marks(&format!("Z{pile}o{pile}")).matches('\u{301}').count(), 2 * MARKS_MAX);
        let sneaky = "\u{301}\u{301}\u{200b}".repeat(20);
        assert_eq!(few_marks(&format!("Z{sneaky}")).matches('\u{301}').count(), MARKS_MAX);
        for text in
            ["cafe\u{301}", "Vie\u{302}\u{323}t", "བསྒྲུབས", "שָׁל֣וֹם", "1\u{fe0f}\u{20e3}", "नमस्ते"]
        {
            assert_eq!(few_marks(text), text);
        }
    }

    #[test]
    fn joiners_stand_where_they_join() {
        for name in [
            "می\u{200c}خواهم",
            "ශ\u{dca}\u{200d}රී",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}👧 An",
            "An ❤\u{fe0f}",
        ] {
            assert!(only_joins(name), "{name}");
        }
        for name in ["👩🏽\u{200d}🚒", "❤\u{fe0f}\u{200d}🔥", "1\u{fe0f}\u{20e3}"] {
            assert!(only_joins(name), "{name}");
        }
        for name in
            ["San\u{200d}ne", "San\u{200b}ne", "\u{200d}", "👩\u{200d}", "\u{200d}👧", "1\u{fe0f}"]
        {
            assert!(!only_joins(name), "{name}");
        }
        for name in ["می\u{200c}", "a\u{200c}می", "می\u{200b}خواهم", "A\u{fe0f}", "🏴\u{e0067}"]
        {
            assert!(!only_joins(name), "{name}");
        }
    }
}
