//! Figures: a paragraph that contains only a picture or a link to a video becomes a `<figure>`.
//!
//! A picture gets its caption; a video is shown as a still or as its title. Nothing is embedded: a
//! video is a link.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use url::Url;

use super::Html;
use super::entities::{decoded, escape};
use super::source::shown;

/// Beginning of the figure of a video.
const VIDEO: &str = "<figure class=\"video\">";

/// Returns the events with figures in place of such paragraphs.
///
/// Paragraphs of footnotes stay as they are: the link back is placed in the last paragraph of a
/// note.
pub(super) fn with_figures<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut made = Vec::new();
    let (mut began, mut in_note) = (None, false);
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Start(Tag::Paragraph) if !in_note => began = Some(made.len()),
            _ => {}
        }
        let is_end = matches!(event, Event::End(TagEnd::Paragraph));
        made.push(event);
        if is_end
            && let Some(start) = began.take()
            && let Some(figure) = figure(&made[start + 1..made.len() - 1])
        {
            made.truncate(start);
            made.extend(figure);
        }
    }
    made
}

/// Returns the figure that the content of a paragraph makes, if any.
pub(super) fn figure<'a>(paragraph: &[Event<'a>]) -> Option<Vec<Event<'a>>> {
    let inner = trimmed(paragraph);
    if let Some(address) = bare_address(inner) {
        let name = video(&address)?;
        let start = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(address.clone()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        return Some(card(start, vec![text(without_scheme(&address))], name));
    }
    match inner {
        [Event::Start(Tag::Image { .. }), .., Event::End(TagEnd::Image)] if is_one(inner) => {
            let (image, caption) = untitled(inner);
            Some(framed("<figure>", image, caption))
        }
        [Event::Start(Tag::Link { .. }), content @ .., Event::End(TagEnd::Link)]
            if is_one(inner) =>
        {
            linked(&inner[0], trimmed(content))
        }
        _ => None,
    }
}

/// Returns the figure of a single link: around a picture, or to a video.
fn linked<'a>(start: &Event<'a>, content: &[Event<'a>]) -> Option<Vec<Event<'a>>> {
    let Event::Start(link @ Tag::Link { dest_url, .. }) = start else { return None };
    let address = shown(dest_url);
    let name = video(&address);
    let is_image = matches!(
        content,
        [Event::Start(Tag::Image { .. }), .., Event::End(TagEnd::Image)] if is_one(content)
    );
    if !is_image {
        let title = if bare_address(content).is_some_and(|text| text == address) {
            vec![text(without_scheme(&address))]
        } else {
            content.to_vec()
        };
        return name.map(|name| card(link.clone(), title, name));
    }
    let (image, caption) = untitled(content);
    let mut events = vec![start.clone()];
    events.extend(image);
    let begin = match name {
        Some(name) => {
            events.extend(label(name));
            VIDEO
        }
        None => "<figure>",
    };
    events.push(Event::End(TagEnd::Link));
    Some(framed(begin, events, caption))
}

/// Returns the figure of a video without a still: its title as a link.
fn card<'a>(link: Tag<'a>, title: Vec<Event<'a>>, name: String) -> Vec<Event<'a>> {
    let mut events = vec![Event::Start(link), Event::Start(Tag::Strong)];
    events.extend(title);
    events.push(Event::End(TagEnd::Strong));
    events.extend(label(name));
    events.push(Event::End(TagEnd::Link));
    framed(VIDEO, events, None)
}

/// Returns the events of a video's site name, inside the link to it.
///
/// [`with_video_labels`] replaces the name by a sentence in the language of the page.
fn label<'a>(name: String) -> [Event<'a>; 4] {
    let html = |html| Event::Html(CowStr::Borrowed(html));
    [text(" ".to_owned()), html("<cite>"), text(name), html("</cite>")]
}

fn text<'a>(text: String) -> Event<'a> {
    Event::Text(CowStr::from(text))
}

fn framed<'a>(
    begin: &'static str,
    content: Vec<Event<'a>>,
    caption: Option<CowStr<'a>>,
) -> Vec<Event<'a>> {
    let html = |html| Event::Html(CowStr::Borrowed(html));
    let mut events = vec![html(begin)];
    events.extend(content);
    if let Some(caption) = caption {
        events.extend([html("<figcaption>"), Event::Text(caption), html("</figcaption>")]);
    }
    events.push(html("</figure>\n"));
    events
}

/// Returns a picture without its title, and the title.
fn untitled<'a>(image: &[Event<'a>]) -> (Vec<Event<'a>>, Option<CowStr<'a>>) {
    let mut events = image.to_vec();
    let Some(Event::Start(Tag::Image { title, .. })) = events.first_mut() else {
        return (events, None);
    };
    let caption = std::mem::replace(title, CowStr::Borrowed(""));
    (events, Some(caption).filter(|caption| !caption.trim().is_empty()))
}

/// Returns the events without blank text and line breaks at either end.
fn trimmed<'e, 'a>(mut events: &'e [Event<'a>]) -> &'e [Event<'a>] {
    let is_blank = |event: &Event<'_>| match event {
        Event::Text(text) => text.trim().is_empty(),
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    };
    while let [first, rest @ ..] = events
        && is_blank(first)
    {
        events = rest;
    }
    while let [rest @ .., last] = events
        && is_blank(last)
    {
        events = rest;
    }
    events
}

/// Returns whether the element that begins with the first event ends with the last one.
fn is_one(events: &[Event<'_>]) -> bool {
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1 == events.len();
        }
    }
    false
}

/// Returns the web address, if the text consists of nothing else.
fn bare_address(events: &[Event<'_>]) -> Option<String> {
    let mut whole = String::new();
    for event in events {
        let Event::Text(text) = event else { return None };
        whole.push_str(&shown(text));
    }
    let whole = whole.trim();
    let is_address = whole.starts_with("https://") || whole.starts_with("http://");
    (is_address && !whole.contains(char::is_whitespace)).then(|| whole.to_owned())
}

fn without_scheme(address: &str) -> String {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("www.").to_owned()
}

/// Returns the name of the site that shows the video at an address: `YouTube`, `Vimeo`, or the host
/// of a `PeerTube` instance.
///
/// Returns `None` for an address of anything else.
fn video(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_start_matches("www.");
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    match host {
        "youtu.be" => (!parts.is_empty()).then(|| "YouTube".to_owned()),
        "youtube.com" | "m.youtube.com" | "music.youtube.com" | "youtube-nocookie.com" => {
            let is_video = match parts.as_slice() {
                ["watch"] => url.query_pairs().any(|(key, id)| key == "v" && !id.is_empty()),
                ["shorts" | "live" | "embed", _, ..] => true,
                _ => false,
            };
            is_video.then(|| "YouTube".to_owned())
        }
        "vimeo.com" | "player.vimeo.com" => parts.iter().any(is_number).then(|| "Vimeo".to_owned()),
        host => {
            let id = match parts.as_slice() {
                ["w", id] | ["videos", "watch", id] => *id,
                _ => return None,
            };
            // UUID in full or in short form.
            let is_id = match id.len() {
                22 => id.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                36 => id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'),
                _ => false,
            };
            is_id.then(|| host.to_owned())
        }
    }
}

/// Returns the HTML with the site name in each video link replaced by `label(name)`, escaped.
pub fn with_video_labels(html: &Html, label: impl Fn(&str) -> String) -> Html {
    let mut parts = html.0.split(VIDEO);
    let mut labelled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        labelled.push_str(VIDEO);
        let link = part.split_once("</cite></a>");
        let found = link.and_then(|(before, after)| {
            let (before, name) = before.rsplit_once("<cite>")?;
            (!name.contains('<')).then_some((before, name, after))
        });
        match found {
            Some((before, name, after)) => {
                let label = escape(&label(&decoded(name)));
                labelled.push_str(&format!("{before}<cite>{label}</cite></a>{after}"));
            }
            None => labelled.push_str(part),
        }
    }
    Html(labelled)
}

#[cfg(test)]
mod tests {
    use super::super::{article, first_paragraph};
    use super::*;

    fn html(text: &str) -> String {
        article(text).to_string().trim().replace(" rel=\"noopener\"", "")
    }

    #[test]
    fn a_picture_alone_in_its_paragraph_is_a_figure_with_its_caption() {
        assert_eq!(
            html("![Een zaal](/pictures/12 \"Na *afloop* in \\\"De Zaal\\\"\")"),
            "<figure><img src=\"/pictures/12\" alt=\"Een zaal\">\
             <figcaption>Na *afloop* in \"De Zaal\"</figcaption></figure>"
        );
        assert_eq!(
            html("![a](/pictures/12)\n\nTekst ![b](/pictures/13 \"c\")"),
            "<figure><img src=\"/pictures/12\" alt=\"a\"></figure>\n\
             <p>Tekst <img src=\"/pictures/13\" alt=\"b\"></p>"
        );
        assert_eq!(
            html("[![a](/pictures/12 \"b\")](https://a.example/c)"),
            "<figure><a href=\"https://a.example/c\"><img src=\"/pictures/12\" alt=\"a\"></a>\
             <figcaption>b</figcaption></figure>"
        );
        assert!(html("![a](/pictures/1) ![b](/pictures/2)").starts_with("<p>"));
        assert!(html("x[^1]\n\n[^1]: ![a](/pictures/1)").contains("<p><img"));
        assert_eq!(first_paragraph("![Een zaal](/pictures/12)\n\nDe eerste."), "De eerste.");
        assert_eq!(first_paragraph("https://youtu.be/abc\n\nDe eerste."), "De eerste.");
    }

    #[test]
    fn a_video_is_a_link_and_nothing_is_embedded() {
        assert_eq!(
            html("[![Naima *spreekt*](/pictures/12)](https://www.youtube.com/watch?v=_a_b-c)"),
            "<figure class=\"video\"><a href=\"https://www.youtube.com/watch?v=_a_b-c\">\
             <img src=\"/pictures/12\" alt=\"Naima spreekt\"> <cite>YouTube</cite></a></figure>"
        );
        assert_eq!(
            html("https://www.youtube.com/watch?v=_a_b-c&t=3s"),
            "<figure class=\"video\"><a href=\"https://www.youtube.com/watch?v=_a_b-c&amp;t=3s\">\
             <strong>youtube.com/watch?v=_a_b-c&amp;t=3s</strong> <cite>YouTube</cite></a></figure>"
        );
        assert_eq!(
            html("<https://vimeo.com/1234567>"),
            "<figure class=\"video\"><a href=\"https://vimeo.com/1234567\">\
             <strong>vimeo.com/1234567</strong> <cite>Vimeo</cite></a></figure>"
        );
        assert_eq!(
            html("[Een *lezing*](https://kijk.example/w/9c9de5e8TnQvZd2H5nYkWq)"),
            "<figure class=\"video\"><a href=\"https://kijk.example/w/9c9de5e8TnQvZd2H5nYkWq\">\
             <strong>Een <em>lezing</em></strong> <cite>kijk.example</cite></a></figure>"
        );
    }

    #[test]
    fn what_is_no_video_stays_a_paragraph() {
        for address in [
            "https://www.youtube.com/@iemand",
            "https://www.youtube.com/watch?v=",
            "https://youtu.be/",
            "https://vimeo.com/about",
            "https://a.example/w/kort",
            "https://a.example/videos/watch",
            "https://a.example/",
            "ftp://youtu.be/a",
        ] {
            assert!(html(address).starts_with("<p>"), "{}", html(address));
        }
        assert!(html("Zie https://youtu.be/abc").starts_with("<p>Zie"));
        assert!(html("> https://youtu.be/abc").contains("<blockquote>\n<figure class"));
    }

    #[test]
    fn a_page_says_where_a_video_is_watched() {
        let said = |text: &str| {
            with_video_labels(&article(text), |name| format!("Bekijk op {name} <")).to_string()
        };
        let two = said("https://youtu.be/a\n\n<cite>x</cite>\n\nhttps://vimeo.com/1");
        assert_eq!(two.matches("<cite>Bekijk op ").count(), 2, "{two}");
        assert!(two.contains("<cite>Bekijk op YouTube &lt;</cite></a>"), "{two}");
        assert!(two.contains("<cite>x</cite>"), "{two}");
        assert_eq!(said("Tekst"), "<p>Tekst</p>\n");
    }
}
