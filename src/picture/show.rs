//! How a picture stands on a page: in the width there is for it, its shape known before it comes, and fetched when it comes near.

use askama::Template;

use super::{Kind, Picture};
use crate::markup::{self, Html};

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the column of a text.
    Text,
    /// At the head of an article: it is what a reader sees first.
    Lead,
    /// In the article that leads the front page: likewise.
    Story,
    /// On a card of the front page.
    Card,
    /// Beside something in a list that says in words what it is.
    List,
    /// Among others at the desk.
    Desk,
}

impl Place {
    /// How wide it stands there, for browsers: `--column`, `--wide` and `--page` of
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

    /// Returns whether a reader sees it before anything else, so that it is fetched first.
    fn is_first(self) -> bool {
        matches!(self, Self::Lead | Self::Story)
    }

    /// Returns whether it stands beside words that say what it is of.
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

/// A picture with the caption that it brings along, inside a figure.
#[derive(Template)]
#[template(source = "{{ html }}<figcaption dir=\"auto\">{{ caption }}</figcaption>", ext = "html")]
struct Captioned<'a> {
    html: Html,
    caption: &'a str,
}

impl Picture {
    /// As it stands somewhere, with this description or its own.
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

/// The same text with the board's own pictures as they are shown.
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

/// The numbers of the board's own pictures in a text.
pub fn numbers_in(html: &Html) -> Vec<i64> {
    let mut numbers: Vec<i64> =
        markup::image_sources(html).into_iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The addresses of images in a text that readers would not see: no picture of the board's is there.
pub fn broken_in(html: &Html, there: &[i64]) -> Vec<String> {
    let is_broken = |source: &&str| number(source).is_none_or(|number| !there.contains(&number));
    let mut broken: Vec<String> = Vec::new();
    for source in markup::image_sources(html).into_iter().filter(is_broken) {
        let source = source.replace("&amp;", "&");
        if !broken.contains(&source) {
            broken.push(source);
        }
    }
    broken
}

/// The number in a short address.
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
            "Zie ![de > zaal](/pictures/12) en ![](/pictures/12) en ![x](/pictures/13) en ![y](/x.png)",
        );
        assert_eq!(numbers_in(&html), [12, 13]);
        assert_eq!(broken_in(&html, &[12]), ["/pictures/13", "/x.png"]);
        let more = markup::article(
            "![a](data:image/png;base64,xx) ![b]() ![c](/pictures/012) ![d](https://a.example/?b&c)",
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
