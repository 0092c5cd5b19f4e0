//! Outermost middleware for pages.
//!
//! Turns errors into pages and policies into headers, and answers 304 for a response that the
//! browser already has.

use anyhow::Context;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::request_id::RequestId;

use super::error_page::error_page;
use super::page_cache::route_of;
use super::problem::{is_api, problem_details};
use super::sent::SentForm;
use super::{CachePolicy, OnOtherSites, OnSite, Targets, Unwritten};
use crate::app::App;
use crate::cache::{Accepted, is_among};
use crate::error::Error;

/// Completes every response of the application.
pub(in crate::web) async fn finalize(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let route = route_of(&app, request.extensions());
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .map(str::to_owned);
    if !is_bare(request.uri().path()) {
        // Loads the branding for pages that are made without a query; a failing database is
        // reported by those that query it.
        app.branding().await.ok();
    }
    let accepted = Accepted::by(request.headers());
    let is_head = request.method() == Method::HEAD;
    let is_api = is_api(request.uri().path());
    // No form comes to the API: there is nothing to show again or to store.
    let (sent, request) = if is_read || is_api {
        (None, request)
    } else {
        let (sent, request) = SentForm::of(request);
        (Some(sent), request)
    };
    let mut response = next.run(request).await;
    if let Some(page) = response.extensions_mut().remove::<Unwritten>()
        && let Err(error) = write(&app, page, &mut response, accepted, is_head).await
    {
        response = error.into_response();
    }
    if let Some(sent) = &sent {
        response = sent.settle(&app, response).await;
    }
    if response.status().as_u16() >= 400 && response.extensions().get::<CachePolicy>().is_none() {
        let unsent = || sent.as_ref().and_then(SentForm::unsent);
        response = if is_api {
            problem_details(&app, &response, id.as_deref())
        } else {
            error_page(&app, &response, id.as_deref(), unsent)
        };
    }
    response.extensions_mut().insert(route);
    let policy = response.extensions().get::<CachePolicy>().copied();
    let targets = response.extensions().get::<Targets>().cloned().unwrap_or_default();
    let site = response.extensions().get::<OnSite>().cloned();
    write_headers(&app, response.headers_mut(), policy, (&targets, site.as_ref()));
    if response.extensions().get::<OnOtherSites>().is_some() {
        show_on_other_sites(response.headers_mut());
    }
    if is_read
        && response.status() == StatusCode::OK
        && is_known(response.headers(), known.as_ref())
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = axum::body::Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().remove(header::CONTENT_ENCODING);
    }
    response
}

/// Returns the response to a request that is not even begun, because too many are under way.
pub(super) fn overloaded(app: &App, path: &str) -> Response {
    let busy = Error::Busy.into_response();
    let mut response = if is_api(path) {
        problem_details(app, &busy, None)
    } else {
        error_page(app, &busy, None, || None)
    };
    let policy = response.extensions().get::<CachePolicy>().copied();
    write_headers(app, response.headers_mut(), policy, (&Targets::default(), None));
    response
}

/// Renders a page into its response, compressed with a coding the browser accepts.
///
/// Both are CPU-bound, so both run in the pool, unless there is little to do.
async fn write(
    app: &App,
    page: Unwritten,
    response: &mut Response,
    accepted: Accepted,
    is_head: bool,
) -> Result<(), Error> {
    let is_little = page.is_filled && (is_head || !accepted.is_any());
    let write = move || {
        let mut file = page.written().context("a page was written before")??;
        let tag = (file.policy == CachePolicy::Shared).then(|| super::etag(&file.bytes));
        let encoding = if is_head { None } else { accepted.compress(&file.bytes) };
        let encoding = encoding.map(|(name, bytes)| {
            file.bytes = bytes.into();
            name
        });
        Ok::<_, Error>((file, tag, encoding))
    };
    let written = if is_little { write() } else { app.cpu_pool.run(write).await? };
    let (file, tag, encoding) = written?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes.len()));
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        headers.append(header::VARY, HeaderValue::from(header::ACCEPT_ENCODING));
    }
    if !is_head {
        *response.body_mut() = file.bytes.into();
    }
    Ok(())
}

/// Returns whether responses under this path do not use the branding.
///
/// They are then independent of the database.
fn is_bare(path: &str) -> bool {
    path.starts_with("/health/") || path.starts_with("/static/")
}

/// Writes the security, cache and language headers of a response.
pub(super) fn write_headers(
    app: &App,
    headers: &mut HeaderMap,
    policy: Option<CachePolicy>,
    (targets, site): (&Targets, Option<&OnSite>),
) {
    const ALWAYS: [(HeaderName, &str); 7] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
    ];
    debug_assert!(
        headers.get(header::CACHE_CONTROL).is_none(),
        "a page states a policy, and only this writes it as a header"
    );
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.is_some_and(|site| site.framed) {
        // The policy below lists who may; this header knows nobody or everybody.
        headers.remove(header::X_FRAME_OPTIONS);
        show_on_other_sites(headers);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, content_policy(targets, site));
    let keep = match policy {
        Some(CachePolicy::Shared) => "public, max-age=0, must-revalidate, s-maxage=30",
        Some(CachePolicy::Immutable) => "public, max-age=31536000, immutable",
        Some(CachePolicy::Moved) => "public, max-age=3600",
        Some(CachePolicy::Private) | None => "private, no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if policy == Some(CachePolicy::Shared) {
        // Only for caches that know this header (RFC 9213): a browser that showed a stale page
        // would hide the comment that its reader just posted.
        let shared = HeaderValue::from_static("max-age=30, stale-while-revalidate=30");
        headers.insert(HeaderName::from_static("cdn-cache-control"), shared);
    }
    let lang = site.map_or_else(|| app.lang(), |site| site.lang);
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    if app.config.is_https() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
}

/// Allows pages of other sites to show this file.
pub(super) fn show_on_other_sites(headers: &mut HeaderMap) {
    let all = HeaderValue::from_static("cross-origin");
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), all);
}

/// Returns the `Content-Security-Policy`: resources that a page may load, and targets of its forms.
fn content_policy(Targets(targets): &Targets, site: Option<&OnSite>) -> HeaderValue {
    let (framed_by, more) = match site {
        Some(OnSite { origins, framed: true, .. }) => (&**origins, &**origins),
        Some(OnSite { origins, .. }) => ("'none'", &**origins),
        None => ("'none'", ""),
    };
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
         media-src 'self'; font-src 'self'; \
         connect-src 'self'; base-uri 'none'; frame-ancestors {framed_by}; \
         form-action 'self' {targets}{more}"
    );
    HeaderValue::try_from(policy.trim_end())
        .expect("hosts are constants, origins, or were checked when they were typed")
}

/// Returns whether `known`, the value of `If-None-Match`, contains the entity tag of the response.
fn is_known(headers: &HeaderMap, known: Option<&HeaderValue>) -> bool {
    headers.get(header::ETAG).zip(known).is_some_and(|(tag, known)| is_among(tag, known))
}
