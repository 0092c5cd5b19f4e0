//! Hashes that recognize comments of one spam wave by equal words or an equal link.
//!
//! They are only compared; the text cannot be recovered from them.

use deunicode::deunicode;
use sha2::{Digest, Sha256};

/// Returns a hash of the words of a text, or `None` if it has no words.
///
/// Case, accents, punctuation and spaces do not count.
pub fn text_key(text: &str) -> Option<i64> {
    let plain = deunicode(text).to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| key("text", &words.join(" ")))
}

/// Returns a hash of the first link in the HTML of a comment, or `None` without a link.
///
/// It covers the whole URL except the scheme, `www.`, a trailing slash and the fragment, so that
/// different pages of one site have different hashes.
pub fn link_key(html: &str) -> Option<i64> {
    let start = html.find("href=\"http")? + "href=\"".len();
    let address = html[start..].split('"').next()?;
    let (_, rest) = address.split_once("://")?;
    let plain = rest.split('#').next().unwrap_or_default().trim_end_matches('/').to_lowercase();
    Some(key("link", plain.strip_prefix("www.").unwrap_or(&plain)))
}

fn key(kind: &str, of: &str) -> i64 {
    let digest: [u8; 32] =
        Sha256::new_with_prefix(kind).chain_update([0]).chain_update(of).finalize().into();
    digest.first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_have_one_key() {
        let key = text_key("Koop nú bij ons!").unwrap();
        assert_eq!(text_key("  koop   NU, bij ons"), Some(key));
        assert_ne!(text_key("Koop nu bij hen"), Some(key));
        assert_eq!(text_key("?!"), None);
    }

    #[test]
    fn a_link_is_known_by_its_whole_address() {
        let link = |address: &str| link_key(&format!("<p>Zie <a href=\"{address}\">dit</a></p>"));
        let key = link("https://winkel.example/aanbod").unwrap();
        for same in ["http://www.winkel.example/aanbod/", "https://Winkel.example/aanbod#nu"] {
            assert_eq!(link(same), Some(key), "{same}");
        }
        for other in ["https://winkel.example/", "https://winkel.example/aanbod?video=2"] {
            assert_ne!(link(other), Some(key), "{other}");
        }
        assert_eq!(link_key("<p>https, maar geen link</p>"), None);
    }
}
