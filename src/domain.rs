//! Names of hosts in the spelling the network knows: what is outside ASCII is written as `xn--`
//! (IDNA 2008, by Unicode Technical Standard 46), so that two spellings of one name compare equal.

use std::borrow::Cow;

/// Returns a name in ASCII, `None` for one that can't be a name. What is in ASCII stays as it is.
pub fn to_ascii(name: &str) -> Option<String> {
    if name.is_ascii() && !is_encoded(name) {
        return Some(name.to_owned());
    }
    // Letters that decompose to one of these would end the name and begin something else.
    let name = idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL);
    name.ok().map(Cow::into_owned)
}

/// Returns a name as people read it.
pub fn to_unicode(name: &str) -> String {
    if is_encoded(name) { idna::domain_to_unicode(name).0 } else { name.to_owned() }
}

/// Whether some part of a name stands for letters outside ASCII.
fn is_encoded(name: &str) -> bool {
    name.split('.')
        .any(|part| part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")))
}
