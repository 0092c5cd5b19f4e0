//! Anchors of comments on the pages of other systems: the part of an address after `#`.

use super::Format;

/// Systems whose anchors look like those of this board: `comment-12`.
pub const LIKE_OURS: [Format; 3] = [Format::Wxr, Format::Disqus, Format::Json];

/// Beginning of an anchor, which the number of the comment follows, and the systems that write it.
///
/// The first of a system is the one that its links have.
const BEGINNINGS: [(&str, &[Format]); 8] = [
    ("comment-", &LIKE_OURS),
    // Written by the plugin of Disqus for WordPress, with numbers of either.
    ("dsq-comment-", &[Format::Disqus, Format::Wxr]),
    ("isso-", &[Format::Isso]),
    ("remark42__comment-", &[Format::Remark42]),
    ("atk-comment-", &[Format::Artrans]),
    ("commento-", &[Format::Commento]),
    ("comentario-", &[Format::Comentario]),
    ("", &[Format::Waline]),
];

/// Returns the anchor that a comment with this number has in a system; `None` if it has none.
pub fn of(format: Format, key: &str) -> Option<String> {
    let (beginning, _) = BEGINNINGS.iter().find(|(_, formats)| formats.contains(&format))?;
    is_key(key, beginning).then(|| format!("{beginning}{key}"))
}

/// Returns the systems that an anchor may come from, each with the number of the comment there.
pub fn comments(anchor: &str) -> Vec<(Format, &str)> {
    let found = BEGINNINGS.iter().filter_map(|(beginning, formats)| {
        let key = anchor.strip_prefix(beginning)?;
        is_key(key, beginning).then(|| formats.iter().map(move |format| (*format, key)))
    });
    found.flatten().collect()
}

/// Returns whether a number may follow this beginning.
fn is_key(key: &str, beginning: &str) -> bool {
    let is_word = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    // Without a beginning any word would do: Waline has numbers, or 24 hexadecimal digits.
    let is_alone = || {
        key.bytes().all(|byte| byte.is_ascii_digit())
            || key.len() == 24 && key.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    is_word && (!beginning.is_empty() || is_alone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_anchor_leads_back_to_its_comment() {
        for (format, key, anchor) in [
            (Format::Wxr, "12", "comment-12"),
            (Format::Disqus, "4400112233", "comment-4400112233"),
            (Format::Isso, "12", "isso-12"),
            (Format::Remark42, "a1b2-c3", "remark42__comment-a1b2-c3"),
            (Format::Artrans, "7", "atk-comment-7"),
            (Format::Commento, "0af1", "commento-0af1"),
            (Format::Comentario, "0af1-22", "comentario-0af1-22"),
            (Format::Waline, "65f0c0ffee65f0c0ffee65f0", "65f0c0ffee65f0c0ffee65f0"),
        ] {
            assert_eq!(of(format, key).as_deref(), Some(anchor));
            assert!(comments(anchor).contains(&(format, key)), "{anchor}");
        }
        assert_eq!(of(Format::Staticman, "a1"), None, "its anchors are the theme's");
    }

    #[test]
    fn other_anchors_are_of_no_system() {
        for other in ["", "content", "comment-", "isso-\0", "comment-1 2", "65f0c0ffeeZZ"] {
            assert_eq!(comments(other), [], "{other}");
        }
        assert_eq!(of(Format::Waline, "content"), None);
        assert_eq!(of(Format::Wxr, "1\" onclick"), None);
    }
}
