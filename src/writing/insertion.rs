//! A picture put in a text: where its author left a place for it, else at the end.

/// Markdown of a picture without an address, which keeps the place of one that is still to be
/// chosen.
pub const PLACE: &str = "![]()";

/// Returns a text with this Markdown in the first place that is kept, else at the end as a
/// paragraph. A text that has it already stays the same, so that a form sent twice adds it once.
pub fn with_picture(body: &str, markdown: &str) -> String {
    if body.contains(PLACE) {
        return body.replacen(PLACE, markdown, 1);
    }
    if body.contains(markdown) {
        return body.to_owned();
    }
    match body.trim_end() {
        "" => format!("{markdown}\n"),
        text => format!("{text}\n\n{markdown}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &str = "![Een vlak](/pictures/1)";

    #[test]
    fn a_picture_stands_where_a_place_was_kept_else_at_the_end() {
        assert_eq!(with_picture("a\n\n![]()\n\nb", PICTURE), format!("a\n\n{PICTURE}\n\nb"));
        assert_eq!(with_picture("a\r\n", PICTURE), format!("a\n\n{PICTURE}\n"));
        assert_eq!(with_picture("", PICTURE), format!("{PICTURE}\n"));
        let once = with_picture("a", PICTURE);
        assert_eq!(with_picture(&once, PICTURE), once);
    }
}
