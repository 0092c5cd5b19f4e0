//! Insertion of a picture into Markdown: at its placeholder, else at the end.

/// Placeholder for a picture: Markdown of an image without a URL.
pub const PLACE: &str = "![]()";

/// Replaces the first placeholder with this Markdown, or appends it as a paragraph.
///
/// If the text contains the Markdown and no placeholder, it is returned unchanged, so that a form
/// sent twice adds the picture once.
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
