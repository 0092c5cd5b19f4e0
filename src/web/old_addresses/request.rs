//! Request for an old address: its path in one spelling, and what of the page is asked for.

use axum::extract::Request;
use axum::http::{Uri, header};
use url::form_urlencoded;

use crate::text::address::Canonical;

/// Longest address that is looked up, in bytes: no site had a longer one.
const LONGEST: usize = 2_048;
/// Parameters of the front page that name a page of the old site.
const NAMES: [&str; 3] = ["p", "page_id", "attachment_id"];
/// Parameter of Coral that names a comment.
const COMMENT: &str = "commentID";
/// Formats of feeds, as the last part of a path.
const FEEDS: [&str; 4] = ["atom", "rdf", "rss", "rss2"];

/// Part of a page that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page itself.
    Page,
    /// The feed of its comments.
    Feed,
}

/// Request for an address that may be an old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OldRequest {
    /// Host without `www.`; empty if it is not known.
    pub(super) host: String,
    /// Path with the query, in one spelling.
    pub(super) path: String,
    /// The same without what names a view of the page: a feed, a page of comments, a format.
    pub(super) reduced: String,
    /// Part of the page that is asked for.
    pub(super) wanted: Wanted,
    /// Number of a comment in the other system.
    pub(super) comment: Option<String>,
}

/// Returns the host of a request, if it has one.
pub(super) fn host(request: &Request) -> Option<String> {
    let host = || request.headers().get(header::HOST)?.to_str().ok();
    request
        .uri()
        .authority()
        .map(axum::http::uri::Authority::as_str)
        .or_else(host)
        .map(str::to_owned)
}

impl OldRequest {
    /// Creates the request; `None` if no site had such an address.
    pub(super) fn new(uri: &Uri, host: Option<&str>) -> Option<Self> {
        let address = uri.path_and_query()?.as_str();
        if address.len() > LONGEST || !address.starts_with('/') {
            return None;
        }
        let whole =
            host.and_then(|host| Canonical::parse(&format!("http://{host}{address}"), None));
        let unknown = || {
            let known = Canonical::parse(&format!("http://unknown.invalid{address}"), None)?;
            Some(Canonical { host: String::new(), ..known })
        };
        let Canonical { host, path } = whole.or_else(unknown)?;
        let (reduced, wanted) = reduced(&path);
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let comment = form_urlencoded::parse(query.as_bytes())
            .find(|(name, value)| name == COMMENT && !value.contains('\0'))
            .map(|(_, value)| value.into_owned());
        Some(Self { host, path, reduced, wanted, comment })
    }
}

/// Returns the path without what names a view of the page, and the part that is asked for.
fn reduced(path: &str) -> (String, Wanted) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut wanted = Wanted::Page;
    if path == "/" {
        let mut names = form_urlencoded::Serializer::new(String::new());
        let mut count = 0;
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if NAMES.contains(&&*name) {
                names.append_pair(&name, &value);
                count += 1;
            } else if name == "feed" {
                wanted = Wanted::Feed;
            }
        }
        let names = if count > 0 { format!("?{}", names.finish()) } else { String::new() };
        return (format!("/{names}"), wanted);
    }
    if let Some(whole) = without_size(path) {
        return (whole, wanted);
    }
    let mut segments: Vec<&str> = path[1..].split('/').collect();
    match segments[..] {
        [.., _, "feed", format] if FEEDS.contains(&format) => {
            segments.truncate(segments.len() - 2);
            wanted = Wanted::Feed;
        }
        [.., _, "feed"] => {
            segments.pop();
            wanted = Wanted::Feed;
        }
        [.., _, "page", number] if is_number(number) => segments.truncate(segments.len() - 2),
        [.., _, "amp" | "embed" | "trackback"] => {
            segments.pop();
        }
        [.., _, last] if last.strip_prefix("comment-page-").is_some_and(is_number) => {
            segments.pop();
        }
        [.., _, number] if is_number(number) => {
            segments.pop();
        }
        _ => {}
    }
    (format!("/{}", segments.join("/")), wanted)
}

/// Returns the path of a picture without the size of a file of it: `a-300x200.jpg` is `a.jpg`.
fn without_size(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (name, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    (is_number(width) && is_number(height)).then(|| format!("{name}.{ending}"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> OldRequest {
        OldRequest::new(&address.parse().unwrap(), Some("www.oud.example")).unwrap()
    }

    #[test]
    fn views_of_a_page_are_one_page() {
        for view in [
            "/2019/05/kop/",
            "/2019/05/kop/amp/",
            "/2019/05/kop/comment-page-2/?utm_source=brief",
            "/2019/05/kop/3/",
            "/2019/05/kop?share=mail",
            "//2019/05/kop/embed",
        ] {
            let asked = of(view);
            assert_eq!(asked.host, "oud.example");
            assert_eq!((asked.reduced.as_str(), asked.wanted), ("/2019/05/kop", Wanted::Page));
        }
        for feed in ["/2019/05/kop/feed/", "/2019/05/kop/feed/atom"] {
            assert_eq!(of(feed).reduced, "/2019/05/kop", "{feed}");
            assert_eq!(of(feed).wanted, Wanted::Feed, "{feed}");
        }
        assert_eq!(of("/feed").reduced, "/feed");
        assert_eq!(of("/uploads/een-markt-300x200.jpg").reduced, "/uploads/een-markt.jpg");
        assert_eq!(of("/uploads/een-markt.jpg").reduced, "/uploads/een-markt.jpg");
    }

    #[test]
    fn the_query_of_the_front_page_names_a_page() {
        assert_eq!(of("/?p=12&cpage=2").reduced, "/?p=12");
        assert_eq!(of("/index.php?p=12&fbclid=1").path, "/?p=12");
        assert_eq!(of("/?feed=rss2&p=12").wanted, Wanted::Feed);
        assert_eq!(of("/kop?commentID=a1-b2").comment.as_deref(), Some("a1-b2"));
        assert_eq!(of("/kop?commentID=%00").comment, None);
    }

    #[test]
    fn an_unknown_host_is_no_host() {
        let uri = "/kop?x=%00".parse().unwrap();
        assert_eq!(OldRequest::new(&uri, None).unwrap().host, "");
        assert_eq!(OldRequest::new(&uri, Some("a b")).unwrap().path, "/kop?x=%00");
        let long = format!("/{}", "x".repeat(LONGEST));
        assert_eq!(OldRequest::new(&long.parse().unwrap(), None), None);
    }
}
