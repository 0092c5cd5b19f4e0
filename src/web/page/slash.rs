//! Addresses with a slash at the end, where no page is: they lead to the one without it, when that is there.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;

/// Strips the slashes from the end of the address of a GET; returns the address that is left, if there were any.
pub(super) fn strip(request: &mut Request) -> Option<HeaderValue> {
    let path = request.uri().path();
    // An address that begins with two slashes is the name of another server to a browser.
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
    for condition in [header::IF_NONE_MATCH, header::RANGE] {
        request.headers_mut().remove(condition);
    }
    Some(place)
}

/// Makes the answer of an address into one that leads to it. A fault, nothing at all and what leads on itself stay as they are.
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
