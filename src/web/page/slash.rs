//! Redirects from an address with a trailing slash to the one without it, if a page exists there.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;

/// Strips trailing slashes from the path of a GET or HEAD request.
///
/// Returns the new address, or `None` if nothing was stripped.
pub(super) fn strip(request: &mut Request) -> Option<HeaderValue> {
    let path = request.uri().path();
    // A browser reads a path that begins with two slashes as the name of another host.
    if !path.ends_with('/') || path == "/" || path.starts_with("//") {
        return None;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let bare = format!("{}{query}", path.trim_end_matches('/'));
    let (uri, place) = (bare.parse::<Uri>().ok()?, HeaderValue::try_from(bare).ok()?);
    *request.uri_mut() = uri;
    // Without the name of a browser the request is no view of an article: the next one is.
    for name in [header::IF_NONE_MATCH, header::RANGE, header::USER_AGENT] {
        request.headers_mut().remove(name);
    }
    Some(place)
}

/// Turns the response of the stripped address into a redirect to it.
///
/// Errors other than 403, and permanent redirects, are returned unchanged.
pub(super) fn redirect(mut answer: Response, place: HeaderValue) -> Response {
    let status = answer.status();
    let leads_on =
        [StatusCode::MOVED_PERMANENTLY, StatusCode::PERMANENT_REDIRECT].contains(&status);
    let is_there =
        status.is_success() || status.is_redirection() || status == StatusCode::FORBIDDEN;
    if leads_on || !is_there {
        return answer;
    }
    *answer.status_mut() = StatusCode::MOVED_PERMANENTLY;
    *answer.body_mut() = Body::empty();
    let headers = answer.headers_mut();
    for of_the_page in
        [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::ETAG]
    {
        headers.remove(of_the_page);
    }
    headers.insert(header::LOCATION, place);
    answer
}
