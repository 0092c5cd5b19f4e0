//! Pictures and their captions.

use super::Dialect;
use super::elements::clean;
use super::escape::{Place, escaped};
use super::inline::{Mark, Piece};
use super::writer::{End, Writer};
use crate::import::html::Tag;
use crate::import::record::About;

/// Greatest depth of figures; a gallery is a figure of figures.
const FIGURES_MAX: usize = 10;

/// Figure that was begun.
#[derive(Default)]
pub(super) struct Figure {
    pictures: Vec<Picture>,
    caption: String,
    is_in_caption: bool,
    /// True if it shows what another site has.
    is_embed: bool,
}

/// Picture of a figure.
struct Picture {
    alt: String,
    address: String,
    link: Option<String>,
}

impl Writer<'_> {
    pub(super) fn begin_figure(&mut self, tag: &Tag) {
        self.end_paragraph();
        if self.figures.len() < FIGURES_MAX {
            let class = tag.attribute("class").unwrap_or_default();
            let is_embed = class.contains("wp-block-embed");
            self.figures.push(Figure { is_embed, ..Figure::default() });
            self.push("figure", End::Figure);
        }
    }

    pub(super) fn begin_caption(&mut self, name: &str) {
        self.end_paragraph();
        if let Some(figure) = self.figures.last_mut() {
            figure.is_in_caption = true;
            self.push(name, End::Caption);
        }
    }

    /// Returns the caption that is being read.
    pub(super) fn caption(&mut self) -> Option<&mut String> {
        let figure = self.figures.last_mut().filter(|figure| figure.is_in_caption)?;
        Some(&mut figure.caption)
    }

    pub(super) fn end_caption(&mut self) {
        if let Some(figure) = self.figures.last_mut() {
            figure.is_in_caption = false;
        }
    }

    /// Tells of an embed, whose address is the text of its figure.
    pub(super) fn figure_text(&mut self, text: &str) {
        let is_embed = self.figures.last().is_some_and(|f| f.is_embed && !f.is_in_caption);
        if is_embed && !text.trim().is_empty() {
            self.notice(About::Embed, text.trim());
        }
    }

    pub(super) fn end_figure(&mut self) {
        self.end_caption();
        self.end_paragraph();
        let Some(figure) = self.figures.pop() else { return };
        let caption = figure.caption.split_whitespace().collect::<Vec<_>>().join(" ");
        let last = figure.pictures.len().checked_sub(1);
        for (index, picture) in figure.pictures.iter().enumerate() {
            let title = if Some(index) == last { caption.as_str() } else { "" };
            self.output.block(&picture.markdown(title));
        }
        if last.is_none() && !caption.is_empty() {
            self.pieces.push(Piece::Text(caption));
            self.end_paragraph();
        }
    }

    pub(super) fn picture(&mut self, tag: &Tag) {
        let alt = tag.attribute("alt").unwrap_or_default().to_owned();
        let class = tag.attribute("class").unwrap_or_default();
        let is_sign = class.contains("smiley") || class.contains("emoji");
        let written = ["src", "data-src", "data-lazy-src"].into_iter();
        let source = written.filter_map(|name| tag.attribute(name)).map(clean);
        let source = source.into_iter().find(|source| !source.starts_with("data:"));
        let source = source.filter(|_| !is_sign);
        if self.is_verbatim() || self.caption().is_some() {
            self.text(&alt);
            return;
        }
        let Some(source) = source.filter(|_| !self.is_comment() || alt.is_empty()) else {
            self.words(&alt);
            return;
        };
        let library = self.addresses.as_mut().and_then(|addresses| addresses.picture(&source));
        let Some(address) = library else { return self.picture_link(&source, &alt) };
        let link = self.link_around().map(str::to_owned);
        let picture = Picture { alt, address, link };
        if self.is_in_table() {
            self.piece(Piece::Raw(picture.inner("")));
        } else if let Some(figure) = self.figures.last_mut() {
            figure.pictures.push(picture);
        } else if ["align", "size-", "wp-image-"].iter().any(|part| class.contains(part)) {
            self.end_paragraph();
            self.output.block(&picture.markdown(""));
        } else {
            self.piece(Piece::Raw(picture.inner("")));
        }
    }

    /// Leaves a picture that is not in the library as a link.
    fn picture_link(&mut self, source: &str, alt: &str) {
        if !self.is_comment() {
            self.notice(About::Picture, source);
        }
        let is_web = source.starts_with("https://") || source.starts_with("http://");
        let label = if alt.is_empty() { source } else { alt };
        if self.link_around().is_some() || (!is_web && self.is_comment()) {
            self.words(label);
            return;
        }
        let mark = Mark::Link(source.to_owned());
        self.piece(Piece::Open(mark.clone()));
        self.words(label);
        self.piece(Piece::Close(mark));
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.piece(Piece::Text(words.to_owned()));
        }
    }
}

impl Picture {
    /// Returns the picture in a paragraph of its own.
    fn markdown(&self, caption: &str) -> String {
        let inner = self.inner(caption);
        match &self.link {
            Some(link) => format!("[{inner}](<{link}>)"),
            None => inner,
        }
    }

    fn inner(&self, caption: &str) -> String {
        let place = Place {
            dialect: Dialect::Article,
            before: ' ',
            after: ' ',
            is_before_link: false,
            is_in_link: true,
            is_in_heading: false,
            is_in_table: true,
        };
        let alt = self.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let alt = escaped(&alt, place);
        if caption.is_empty() {
            return format!("![{alt}]({})", self.address);
        }
        let caption = caption.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
        format!("![{alt}]({} \"{caption}\")", self.address)
    }
}
