//! Query of a page or a fragment that stands under a page of another site.
//!
//! The cache tells such requests apart by what is read here, and by nothing else of the query.

use axum::http::HeaderName;

use super::QueryParams;
use crate::article::TITLE_MAX;
use crate::comment::thread::Order;
use crate::sites::PageAddress;

/// Paths whose response stands under the page that the query names.
const PATHS: [&str; 2] = ["/embed", "/embed/fragment"];

/// Header with which the server of a site asks for the fragment of one of its users, by a token.
///
/// A token never stands in an address, which ends up in logs.
pub const SITE_USER: HeaderName = HeaderName::from_static("weerwoord-user");

/// Query parameters of an embedded page or fragment.
#[derive(Clone, Debug, Default)]
pub struct EmbedParams {
    /// Page of a site; `None` without an address.
    pub address: Option<PageAddress>,
    /// Title of the page, on one line; empty if the embed gives none.
    pub title: String,
    /// Order of the comments.
    pub order: Order,
    /// Page of the threads.
    pub page: i64,
    /// True if the fragment brings its style sheet.
    pub styled: bool,
    /// Id of the comment that the form answers.
    pub reply_to: Option<i64>,
    /// Id of the held comment that the reader just posted.
    pub held: Option<i64>,
}

impl EmbedParams {
    /// Returns whether the response at this path stands under the page that the query names.
    pub(super) fn has_page(path: &str) -> bool {
        PATHS.contains(&path)
    }

    /// Reads the parameters of a query.
    pub fn new(asked: &QueryParams) -> Self {
        let id = |name| asked.text(name).and_then(super::parse_id);
        Self {
            address: asked.text("url").and_then(PageAddress::parse),
            title: title(asked.text("title").unwrap_or_default()),
            order: asked.text("sort").and_then(Order::from_code).unwrap_or_default(),
            page: asked.page(),
            styled: asked.text("styles") == Some("1"),
            reply_to: id("reply_to"),
            held: id("held"),
        }
    }

    /// Returns the cache key; `None` if the response is for one reader, or there is no page.
    pub(super) fn key(&self, path: &str) -> Option<String> {
        if self.reply_to.is_some() || self.held.is_some() {
            return None;
        }
        let PageAddress { key, origin, .. } = self.address.as_ref()?;
        let (order, page, styled) = (self.order.code(), self.page, self.styled);
        let title = &self.title;
        Some(format!("{path}?{} {key} {order} {page} {styled} {title}", origin.as_str()))
    }
}

/// Returns a title on one line, cut off at the longest that a title may be.
pub fn title(typed: &str) -> String {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(TITLE_MAX).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(query: &str) -> Option<String> {
        EmbedParams::new(&QueryParams::of(&format!("/embed?{query}"))).key("/embed")
    }

    #[test]
    fn only_what_changes_the_response_makes_another_key() {
        let plain = key("url=https://blog.example/koffie").unwrap();
        for same in [
            "url=https://blog.example/koffie/&utm_source=brief",
            "utm_medium=x&url=https%3A%2F%2Fblog.example%2Fkoffie%3Futm_source%3Dx%26fbclid%3D1",
            "url=https://blog.example/koffie%23comment-3&page=1&sort=oldest&nonsense=1&title=+",
        ] {
            assert_eq!(key(same).as_ref(), Some(&plain), "{same}");
        }
        for other in [
            "url=http://blog.example/koffie",
            "url=https://blog.example/koffie&page=2",
            "url=https://blog.example/koffie&sort=newest",
            "url=https://blog.example/koffie&styles=1",
            "url=https://blog.example/koffie&title=Koffie",
            "url=https://blog.example/thee",
        ] {
            assert_ne!(key(other).as_ref(), Some(&plain), "{other}");
        }
        for none in ["", "url=koffie", "url=https://blog.example/koffie&reply_to=3"] {
            assert_eq!(key(none), None, "{none}");
        }
    }

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(title("  Koffie\n\t drinken "), "Koffie drinken");
        assert_eq!(title(&"x".repeat(1_000)).len(), TITLE_MAX);
    }
}
