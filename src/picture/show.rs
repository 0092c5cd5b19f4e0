//! HTML of pictures on pages: responsive sizes, a known aspect ratio before loading, lazy loading.

use askama::Template;

use super::{Kind, Picture};
use crate::markup::{self, Html};

/// Place of a picture on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Column of text.
    Text,
    /// Head of an article; it is the first thing a reader sees.
    Lead,
    /// Leading article of the front page; also seen first.
    Story,
    /// Card on the front page.
    Card,
    /// List item with a title beside it.
    List,
    /// Overview of pictures at the editors' desk.
    Desk,
}

impl Place {
    /// Returns the `sizes` attribute: the widths `--column`, `--wide` and `--page` of
    /// `static/styles/tokens.css`, and the columns of the front page.
    fn sizes(self) -> &'static str {
        match self {
            Self::Text => "(min-width: 43rem) 40rem, calc(100vw - 2rem)",
            Self::Lead => "(min-width: 63rem) 60rem, 100vw",
            Self::Story => "(min-width: 79rem) 43rem, (min-width: 64rem) calc(57vw - 3rem), 100vw",
            Self::Card => {
                "(min-width: 79rem) 26rem, (min-width: 64rem) calc(50vw - 14rem), \
                 (min-width: 40rem) calc(50vw - 2rem), calc(100vw - 2rem)"
            }
            Self::List => "(min-width: 40rem) 10rem, 6.5rem",
            Self::Desk => "(min-width: 40rem) 18rem, calc(100vw - 4rem)",
        }
    }

    /// Returns whether the picture is the first thing a reader sees, so that it is loaded first.
    fn is_first(self) -> bool {
        matches!(self, Self::Lead | Self::Story)
    }

    /// Returns whether there is text beside the picture that describes it, so that `alt` is empty.
    fn is_beside_words(self) -> bool {
        matches!(self, Self::Story | Self::Card | Self::List)
    }
}

#[derive(Template)]
#[template(path = "pictures/_picture.html")]
struct Shown<'a> {
    picture: &'a Picture,
    place: Place,
    alt: &'a str,
    fine: Vec<String>,
}

/// Picture with its default caption, inside a figure.
#[derive(Template)]
#[template(source = "{{ html }}<figcaption dir=\"auto\">{{ caption }}</figcaption>", ext = "html")]
struct Captioned<'a> {
    html: Html,
    caption: &'a str,
}

impl Picture {
    /// Renders the picture for a place, with the description `alt` or its own.
    pub fn html(&self, place: Place, alt: Option<&str>) -> askama::Result<Html> {
        let alt = if place.is_beside_words() {
            ""
        } else {
            alt.filter(|alt| !alt.is_empty()).unwrap_or(&self.alt)
        };
        let webp = self.sizes.iter().filter(|size| size.kind == Kind::Webp);
        let fine = webp.map(|size| format!("{} {}w", self.address(size), size.width)).collect();
        Html::rendered(&Shown { picture: self, place, alt, fine })
    }
}

/// Returns the HTML of a text with this site's pictures in place of their short URLs.
pub fn in_text(html: &Html, pictures: &[Picture]) -> Html {
    if pictures.is_empty() {
        return html.clone();
    }
    markup::with_images(html, |source, alt, is_bare| {
        let id = number(source)?;
        let picture = pictures.iter().find(|picture| picture.id == id)?;
        let html = picture.html(Place::Text, Some(alt)).ok()?;
        match &picture.caption {
            Some(caption) if is_bare => Html::rendered(&Captioned { html, caption }).ok(),
            _ => Some(html),
        }
    })
}

/// Returns the numbers of this site's pictures in a text, sorted, each once.
pub fn numbers_in(html: &Html) -> Vec<i64> {
    let mut numbers: Vec<i64> =
        markup::image_sources(html).into_iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Returns the URLs of images in a text that readers would not see, because they are not among the
/// existing pictures.
pub fn broken_in(html: &Html, there: &[i64]) -> Vec<String> {
    let is_broken = |source: &&str| number(source).is_none_or(|number| !there.contains(&number));
    let mut broken: Vec<String> = Vec::new();
    for source in markup::image_sources(html).into_iter().filter(is_broken) {
        let source = markup::decoded(source);
        if !broken.contains(&source) {
            broken.push(source);
        }
    }
    broken
}

/// Returns the number in a short URL path.
fn number(source: &str) -> Option<i64> {
    let digits = source.strip_prefix("/pictures/")?;
    digits
        .parse()
        .ok()
        .filter(|_| digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::*;

    fn picture(id: i64) -> Picture {
        let size = |width, kind| Size { width, height: width / 2, kind };
        Picture {
            id,
            alt: "Een \"zaal\"".into(),
            caption: None,
            hash: "3f9a".into(),
            sizes: vec![size(480, Kind::Webp), size(480, Kind::Jpeg)],
        }
    }

    #[test]
    fn a_figure_without_a_caption_takes_that_of_its_picture() {
        let shown = |text: &str| {
            let pictures = [Picture { caption: Some("Na <afloop>".into()), ..picture(12) }];
            in_text(&markup::article(text), &pictures).to_string()
        };
        let own = shown("![](/pictures/12)");
        assert!(own.contains("<figcaption dir=\"auto\">Na &#60;afloop&#62;</figcaption>"), "{own}");
        for other in ["![](/pictures/12 \"Anders\")", "Zie ![](/pictures/12)"] {
            assert!(!shown(other).contains("afloop"), "{}", shown(other));
        }
    }

    #[test]
    fn the_board_s_own_pictures_get_sizes_and_others_stay() {
        let html = markup::article(
            "Zie ![de > zaal](/pictures/12) en ![](/pictures/12) en ![x](/pictures/13) en \
             ![y](/x.png)",
        );
        assert_eq!(numbers_in(&html), [12, 13]);
        assert_eq!(broken_in(&html, &[12]), ["/pictures/13", "/x.png"]);
        let more = markup::article(
            "![a](data:image/png;base64,xx) ![b]() ![c](/pictures/012) \
             ![d](https://a.example/?b&c)",
        );
        assert_eq!(broken_in(&more, &[12]), ["", "/pictures/012", "https://a.example/?b&c"]);
        let shown = in_text(&html, &[picture(12)]).to_string();
        assert_eq!(shown.matches("<picture>").count(), 2, "{shown}");
        assert!(shown.contains("srcset=\"/pictures/12/480.3f9a.webp 480w\""), "{shown}");
        assert!(
            shown.contains("width=\"480\" height=\"240\"") && shown.contains("loading=\"lazy\""),
            "{shown}"
        );
        assert!(
            shown.contains("alt=\"de &#62; zaal\"") && shown.contains("alt=\"Een &#34;zaal&#34;\""),
            "{shown}"
        );
        assert!(
            shown.contains("<img src=\"/pictures/13\" alt=\"x\">")
                && shown.contains("<img src=\"/x.png\" alt=\"y\">")
        );
    }
}
