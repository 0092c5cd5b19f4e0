//! Feed as RSS 2.0, for feed readers without support for Atom.
//!
//! It has the same entries, with the whole text beside the introduction.

use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::{Category, Channel, Guid, Item};
use atom_syndication::{Entry, Feed, FixedDateTime};

use crate::markup;

/// Media type of RSS.
pub(super) const MEDIA_TYPE: &str = "application/rss+xml";

/// Returns the XML of a feed.
pub(super) fn written(feed: &Feed) -> String {
    let link = |rel: &str| feed.links.iter().find(|link| link.rel == rel);
    let own = link("self").map(|link| Link {
        href: link.href.clone(),
        rel: "self".to_owned(),
        mime_type: Some(MEDIA_TYPE.to_owned()),
        ..Link::default()
    });
    let channel = Channel {
        title: feed.title.value.clone(),
        link: link("alternate").map(|link| link.href.clone()).unwrap_or_default(),
        // RSS requires a description, and the site has none besides its name.
        description: feed.title.value.clone(),
        language: feed.lang.clone(),
        // A feed without entries has no time of last change.
        last_build_date: (!feed.entries.is_empty()).then(|| date(feed.updated)),
        atom_ext: Some(AtomExtension { links: own.into_iter().collect() }),
        items: feed.entries.iter().map(item).collect(),
        ..Channel::default()
    };
    channel.to_string()
}

fn item(entry: &Entry) -> Item {
    let content = entry.content.as_ref().and_then(|content| content.value.clone());
    let summary = entry.summary.as_ref().map(|summary| summary.value.clone());
    let names = entry.authors.iter().map(|author| author.name.clone());
    let category = |of: &atom_syndication::Category| Category {
        name: of.label.clone().unwrap_or_else(|| of.term.clone()),
        domain: None,
    };
    // Feed readers render a description as HTML, so plain text is escaped.
    let (description, content) = match summary {
        Some(summary) => (Some(markup::escape_markup(&summary)), content),
        None => (content, None),
    };
    Item {
        title: Some(entry.title.value.clone()),
        link: entry.links.first().map(|link| link.href.clone()),
        description,
        categories: entry.categories.iter().map(category).collect(),
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: entry.published.map(date),
        content,
        // The author field of RSS holds an e-mail address, which must not be published, and no
        // name.
        dublin_core_ext: Some(DublinCoreExtension {
            creators: names.collect(),
            ..DublinCoreExtension::default()
        }),
        ..Item::default()
    }
}

/// Formats a timestamp as in RFC 822, with a year of four digits.
///
/// For example "Fri, 20 Nov 2026 08:12:00 +0000".
fn date(moment: FixedDateTime) -> String {
    moment.to_rfc2822()
}
