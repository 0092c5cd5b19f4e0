//! Shortcodes of `WordPress`: words in brackets, for which a plug-in shows something else.

use std::borrow::Cow;

/// Shortcodes of `WordPress` itself and of its best-known plug-ins, which may stand without values.
const KNOWN: [&str; 12] = [
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "contact-form",
    "contact-form-7",
    "youtube",
    "vimeo",
    "instagram",
    "twitter",
    "soundcloud",
];
/// Greatest length in bytes of a shortcode.
const LENGTH_MAX: usize = 1_000;
/// Greatest length in bytes of a picture with its caption.
const CAPTION_MAX: usize = 100_000;
/// Greatest number of brackets that are looked at.
const BRACKETS_MAX: usize = 10_000;

/// Returns HTML with captions as figures and embeds as links, and the shortcodes that stay.
pub(super) fn replaced(html: &str) -> (Cow<'_, str>, Vec<String>) {
    let (mut made, mut notices) = (String::new(), Vec::new());
    let (mut kept, mut at) = (0, 0);
    for _ in 0..BRACKETS_MAX {
        let Some(start) = html[at..].find('[').map(|next| at + next) else { break };
        at = start + 1;
        let Some(code) = Shortcode::parse(&html[start..]) else { continue };
        let content = start + code.length;
        let content = || code.content(&html[content..]).map(|inner| (inner, content + inner.len()));
        match code.name {
            "caption" | "wp_caption" => {
                let Some((inner, end)) = content() else { continue };
                made.push_str(&html[kept..start]);
                made.push_str(&figure(&code, inner));
                kept = end + code.name.len() + "[/]".len();
                at = kept;
            }
            "embed" => {
                let Some((inner, end)) = content() else { continue };
                notices.push(inner.trim().to_owned());
                made.push_str(&format!("{}<p>{inner}</p>", &html[kept..start]));
                kept = end + code.name.len() + "[/]".len();
                at = kept;
            }
            name if KNOWN.contains(&name) || code.values.contains('=') => {
                notices.push(html[start..start + code.length].to_owned());
            }
            _ => {}
        }
    }
    if kept == 0 {
        return (Cow::Borrowed(html), notices);
    }
    made.push_str(&html[kept..]);
    (Cow::Owned(made), notices)
}

/// Opening shortcode.
struct Shortcode<'a> {
    name: &'a str,
    values: &'a str,
    length: usize,
}

impl<'a> Shortcode<'a> {
    /// Parses a shortcode that begins with the text.
    fn parse(text: &'a str) -> Option<Self> {
        let end = text.bytes().take(LENGTH_MAX).position(|byte| byte == b']')?;
        let inner = &text[1..end];
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        let name = inner.find(|c| !is_name(c)).map_or(inner, |end| &inner[..end]);
        let values = &inner[name.len()..];
        let is_code = name.starts_with(|c: char| c.is_ascii_lowercase())
            && (values.is_empty() || values.starts_with([' ', '\n', '/']));
        // Written as [[code]], it is shown as it is; before a parenthesis it is another thing.
        let is_code = is_code && !text[end + 1..].starts_with([']', '(']);
        is_code.then_some(Self { name, values, length: end + 1 })
    }

    /// Returns the text up to the closing shortcode.
    fn content(&self, text: &'a str) -> Option<&'a str> {
        let mut end = text.len().min(CAPTION_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text[..end].find(&format!("[/{}]", self.name)).map(|end| &text[..end])
    }

    /// Returns a value in double quotes.
    fn value(&self, name: &str) -> Option<&'a str> {
        let start = self.values.find(&format!(" {name}=\""))? + name.len() + 3;
        self.values[start..].split('"').next()
    }
}

/// Returns the figure of a picture with a caption.
fn figure(code: &Shortcode<'_>, inner: &str) -> String {
    let end = inner.rfind("</a>").map(|at| at + "</a>".len());
    let end =
        end.or_else(|| inner.find("<img").and_then(|at| Some(at + inner[at..].find('>')? + 1)));
    let (picture, written) = inner.split_at(end.unwrap_or_default());
    let caption = code.value("caption").unwrap_or(written);
    format!("<figure>{picture}<figcaption>{caption}</figcaption></figure>")
}
