//! Host names in ASCII and Unicode spelling.
//!
//! Labels outside ASCII are encoded as `xn--` (IDNA 2008, by Unicode Technical Standard 46), so
//! that two spellings of one name compare equal.

use std::borrow::Cow;

/// Returns a name in ASCII, or `None` if it is invalid.
///
/// A name in ASCII without an encoded label is returned unchanged and unchecked.
pub fn to_ascii(name: &str) -> Option<String> {
    if name.is_ascii() && !is_encoded(name) {
        return Some(name.to_owned());
    }
    // Deny characters that decompose to URL delimiters, which would end the host name.
    let name = idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL);
    name.ok().map(Cow::into_owned)
}

/// Returns a name in Unicode, for display.
pub fn to_unicode(name: &str) -> String {
    if is_encoded(name) { idna::domain_to_unicode(name).0 } else { name.to_owned() }
}

/// Returns whether a label of the name is encoded as `xn--`.
fn is_encoded(name: &str) -> bool {
    name.split('.')
        .any(|part| part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")))
}
