//! Parts of the layout that are the same on every page.
//!
//! Each is a template of its own: what `_layout.html` holds itself is compiled once for every page.

use askama::Template;
use askama::filters::HtmlSafe;

use super::shell::{Section, Shell};
use crate::comment::Avatar;
use crate::locale::Lang;

/// Feeds, style sheets, icons and scripts of a page.
#[derive(Template)]
#[template(path = "_head.html")]
pub struct Head<'a> {
    t: Lang,
    shell: &'a Shell,
}

/// Tags for social networks about a page that has none of its own.
#[derive(Template)]
#[template(path = "_social.html")]
pub struct SocialTags<'a> {
    shell: &'a Shell,
}

/// Header with the menu, and the tabs and faults below it.
#[derive(Template)]
#[template(path = "_masthead.html")]
pub struct Masthead<'a> {
    t: Lang,
    shell: &'a Shell,
}

/// Avatar beside the name of the member who is logged in.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{% import \"_avatar.html\" as avatars %}\
              {% call avatars::beside(who, 28) %}{% endcall %}"
)]
pub struct AvatarTag {
    pub(super) who: Avatar,
}

/// Footer with its links.
#[derive(Template)]
#[template(path = "_footer.html")]
pub struct Footer<'a> {
    t: Lang,
    shell: &'a Shell,
}

// A template escapes what it prints.
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for SocialTags<'_> {}
impl HtmlSafe for Masthead<'_> {}
impl HtmlSafe for Footer<'_> {}

impl Shell {
    /// Returns the part of `head` that is the same on every page.
    pub fn head(&self, t: Lang) -> Head<'_> {
        Head { t, shell: self }
    }

    /// Returns the tags for social networks.
    pub fn social_tags(&self) -> SocialTags<'_> {
        SocialTags { shell: self }
    }

    /// Returns the header.
    pub fn masthead(&self, t: Lang) -> Masthead<'_> {
        Masthead { t, shell: self }
    }

    /// Returns the footer.
    pub fn footer(&self, t: Lang) -> Footer<'_> {
        Footer { t, shell: self }
    }
}
