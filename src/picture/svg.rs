//! Drawing of SVG files as pixels, so that no uploaded SVG is ever served.
//!
//! A file is checked before it is drawn: what it expands to bounds the work, and nothing that it
//! refers to outside itself is read. Scripts do nothing, because nothing runs them.

use std::collections::HashMap;

use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::Refusal;

/// Greatest size of a file in bytes: ten times an elaborate logo.
const BYTES_MAX: usize = 256 * 1024;
/// Greatest number of elements in a file.
const ELEMENTS_MAX: u32 = 10_000;
/// Greatest weight of a file with every reference in it followed: some seconds of drawing.
///
/// An element weighs 1, and 1 more for each 64 bytes of its attributes.
const WEIGHT_MAX: u64 = 8_192;
/// Greatest depth of elements, references followed; each may need a layer of pixels.
const DEPTH_MAX: u32 = 16;
/// Elements that show other pictures or let a small file do much work.
const EFFECTS: [&str; 6] = ["image", "foreignObject", "filter", "pattern", "marker", "switch"];
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Returns whether a file is an SVG, by its first bytes.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    start.starts_with(b"<") && start.windows(4).any(|four| four == b"<svg")
}

/// Draws an SVG as large as fits in this size, in pixels.
pub(super) fn draw(bytes: &[u8], (width, height): (u16, u16)) -> Result<DynamicImage, Refusal> {
    if bytes.len() > BYTES_MAX {
        return Err(Refusal::SvgComplex);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Broken)?;
    // Entities of its own let a file expand to any size.
    if text.contains("<!ENTITY") {
        return Err(Refusal::SvgEffects);
    }
    let parsing =
        ParsingOptions { allow_dtd: true, nodes_limit: ELEMENTS_MAX, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, parsing).map_err(|_| Refusal::Broken)?;
    check(&document)?;
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| Refusal::Broken)?;
    let (own_width, own_height) = (tree.size().width(), tree.size().height());
    let scale = (f32::from(width) / own_width).min(f32::from(height) / own_height);
    let (width, height) = (whole(own_width * scale, width), whole(own_height * scale, height));
    let mut pixels = Pixmap::new(width, height).ok_or(Refusal::Broken)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    if pixels.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return Err(Refusal::SvgEmpty);
    }
    RgbaImage::from_raw(width, height, pixels.take_demultiplied())
        .map(DynamicImage::ImageRgba8)
        .ok_or(Refusal::Broken)
}

/// Returns a length in whole pixels, from 1 to `max`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the length lies between 1 and 65,535, and is 1 if it is no number"
)]
fn whole(length: f32, max: u16) -> u32 {
    length.round().max(1.0).min(f32::from(max)) as u32
}

/// Refuses what cannot be drawn as its maker sees it, and what would take too much work.
fn check(document: &Document<'_>) -> Result<(), Refusal> {
    let elements = || document.descendants().filter(Node::is_element);
    let is_ours = |node: &Node<'_, '_>| node.tag_name().namespace() == Some(NAMESPACE);
    for node in elements().filter(is_ours) {
        let name = node.tag_name().name();
        // There are no typefaces here to draw it with.
        if name == "text" {
            return Err(Refusal::SvgText);
        }
        // A rule of a style sheet may refer to a mask from any element.
        let masks = || {
            let text = node.text().unwrap_or_default();
            text.contains("mask") || text.contains("clip-path") || text.contains("@import")
        };
        if EFFECTS.contains(&name) || (name == "style" && masks()) {
            return Err(Refusal::SvgEffects);
        }
    }
    let ids = elements().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut weights = Weights { ids, known: HashMap::new() };
    weights.of(document.root_element(), DEPTH_MAX).map(drop)
}

/// Weights of elements with every reference in them followed.
struct Weights<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Weights<'a, 'input> {
    /// Returns the weight of an element; `depth` is how deep elements below it may lie.
    fn of(&mut self, node: Node<'a, 'input>, depth: u32) -> Result<u64, Refusal> {
        if let Some(weight) = self.known.get(&node.id()) {
            return Ok(*weight);
        }
        // Also where a reference leads back to itself.
        let below = depth.checked_sub(1).ok_or(Refusal::SvgComplex)?;
        let attributes: usize = node.attributes().map(|known| known.value().len()).sum();
        let mut weight = 1 + attributes as u64 / 64;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.of(child, below)?);
        }
        for attribute in node.attributes() {
            for id in references(attribute.value()) {
                if let Some(target) = self.ids.get(id).copied() {
                    weight = weight.saturating_add(self.of(target, below)?);
                }
            }
        }
        if weight > WEIGHT_MAX {
            return Err(Refusal::SvgComplex);
        }
        self.known.insert(node.id(), weight);
        Ok(weight)
    }
}

/// Returns the ids that the value of an attribute refers to.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, ')' | '"' | '\'' | ';' | ' ');
    value.split('#').skip(1).map(move |rest| rest.split(ends).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" \
        xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 200 100\">";

    fn drawn(inside: &str) -> Result<DynamicImage, Refusal> {
        let file = format!("{HEAD}{inside}</svg>");
        assert!(is_svg(file.as_bytes()));
        draw(file.as_bytes(), (640, 128))
    }

    #[test]
    fn a_drawing_becomes_pixels_of_the_right_size() {
        let picture = drawn("<rect width=\"100\" height=\"100\" fill=\"#c81414\"/>").unwrap();
        let picture = picture.into_rgba8();
        assert_eq!(picture.dimensions(), (256, 128));
        assert_eq!(picture.get_pixel(10, 10).0, [200, 20, 20, 255]);
        assert_eq!(picture.get_pixel(250, 10).0[3], 0);
        for start in ["\u{feff}", "\n", "<?xml version=\"1.0\"?><!-- by hand -->"] {
            assert!(is_svg(format!("{start}{HEAD}").as_bytes()), "{start}");
        }
        assert!(!is_svg(b"<html>") && !is_svg(b"\x89PNG <svg") && !is_svg(b""));
    }

    #[test]
    fn scripts_and_references_to_elsewhere_do_nothing() {
        let rect = "<rect width=\"200\" height=\"100\"/>";
        for harmless in [
            "<script>alert(1)</script>",
            "<a href=\"javascript:alert(1)\"><g onclick=\"alert(1)\"/></a>",
            "<use href=\"https://far.example/x.svg#a\"/>",
            "<use xlink:href=\"file:///etc/passwd#a\"/>",
            "<style>rect { fill: url(https://far.example/x#a) }</style>",
        ] {
            assert!(drawn(&format!("{rect}{harmless}")).is_ok(), "{harmless}");
        }
        for (refused, refusal) in [
            ("<text y=\"9\">Blad</text>", Refusal::SvgText),
            ("<image href=\"file:///etc/passwd\"/>", Refusal::SvgEffects),
            ("<foreignObject/>", Refusal::SvgEffects),
            ("<style>@import 'https://far.example/x.css';</style>", Refusal::SvgEffects),
            ("", Refusal::SvgEmpty),
            ("<g>", Refusal::Broken),
        ] {
            assert_eq!(drawn(refused).err(), Some(refusal), "{refused}");
        }
    }

    #[test]
    fn a_small_file_cannot_ask_for_much_work() {
        let levels = (1..10).map(|level| {
            let use_one = format!("<use href=\"#a{}\"/>", level - 1);
            format!("<g id=\"a{level}\">{}</g>", use_one.repeat(10))
        });
        let bomb = levels.collect::<Vec<String>>().concat();
        let bomb = format!("<g id=\"a0\"><rect width=\"9\" height=\"9\"/></g>{bomb}");
        assert_eq!(drawn(&bomb).err(), Some(Refusal::SvgComplex));
        let deep = format!("{}{}", "<g>".repeat(3_000), "</g>".repeat(3_000));
        assert_eq!(drawn(&deep).err(), Some(Refusal::SvgComplex));
        let circle = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
        assert_eq!(drawn(circle).err(), Some(Refusal::SvgComplex));
        let many = "<rect width=\"1\" height=\"1\"/>".repeat(9_000);
        assert_eq!(drawn(&many).err(), Some(Refusal::SvgComplex));
        let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
        let file = format!("{entities}{HEAD}<title>&b;</title></svg>");
        assert_eq!(draw(file.as_bytes(), (640, 128)).err(), Some(Refusal::SvgEffects));
        for size in ["width=\"1e9\" height=\"1e9\"", "width=\"1e-9\" height=\"9\"", "width=\"0\""] {
            let rect = "<rect width=\"100%\" height=\"100%\"/>";
            let file = format!("<svg xmlns=\"{NAMESPACE}\" {size}>{rect}</svg>");
            if let Ok(picture) = draw(file.as_bytes(), (640, 128)) {
                assert!(picture.width() <= 640 && picture.height() <= 128, "{size}");
            }
        }
    }
}
