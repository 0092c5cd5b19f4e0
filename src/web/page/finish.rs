//! The last look at every response: errors become pages, policies become headers, and what a browser has already is not sent again.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;
use tower_http::request_id::RequestId;

use super::{CachePolicy, Page, Section, Shell, Targets, retry_after};
use crate::app::App;
use crate::cache::is_among;
use crate::error::Error;
use crate::locale::{Lang, Sentence};

/// An error on its way to becoming a page.
#[derive(Clone)]
struct Failure(Arc<Error>);

impl IntoResponse for Error {
    /// Only the status: the page is made by `finish`, which knows the board and its language.
    fn into_response(self) -> Response {
        (status(&self), axum::Extension(Failure(Arc::new(self)))).into_response()
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Slow => StatusCode::REQUEST_TIMEOUT,
        Error::Busy | Error::Lost => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    t: Lang,
    shell: Shell,
    heading: String,
    advice: String,
    reference: Option<String>,
}

/// Everything that leaves the board passes here.
pub(in crate::web) async fn finish(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .map(str::to_owned);
    // For pages that are made without asking the database; one that is away is told of by those that ask.
    app.look().await.ok();
    let mut response = next.run(request).await;
    if response.status().as_u16() >= 400 && response.extensions().get::<CachePolicy>().is_none() {
        response = failed(&app, &response, id.as_deref());
    }
    app.answers.count(response.status().as_u16());
    let policy = response.extensions().get::<CachePolicy>().copied();
    let targets = response.extensions().get::<Targets>().copied().unwrap_or_default();
    write_headers(&app, response.headers_mut(), policy, targets);
    if is_read
        && response.status() == StatusCode::OK
        && is_known(response.headers(), known.as_ref())
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = axum::body::Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}

/// The page for a response that failed without one; what the layers below said of it (`Allow`, `Retry-After`) is kept.
fn failed(app: &App, response: &Response, id: Option<&str>) -> Response {
    let t = app.lang();
    let failure = response.extensions().get::<Failure>().cloned();
    let error = failure.as_ref().map(|failure| failure.0.as_ref());
    let mut retry = None;
    let mut reference = None;
    let (heading, advice): (&str, Sentence) = match (error, response.status()) {
        (Some(Error::Invalid(sentence)), _) => ("error-invalid", sentence.clone()),
        (Some(Error::Forbidden(sentence)), _) => ("error-forbidden", sentence.clone()),
        (Some(Error::TooMany(wait)), _) => {
            retry = Some(*wait);
            ("error-too-many", Sentence::with("error-too-many-advice", "wait", t.duration(*wait)))
        }
        (Some(Error::Busy | Error::Lost), _) | (None, StatusCode::SERVICE_UNAVAILABLE) => {
            tracing::warn!(
                "a request was answered with 503: the database or the queue for passwords kept it waiting too long"
            );
            retry = Some(Duration::from_secs(5));
            ("error-busy", "error-busy-advice".into())
        }
        (Some(Error::TooLarge), _) => ("error-too-large", "error-too-large-advice".into()),
        (Some(Error::Slow), _) => ("error-slow", "error-slow-advice".into()),
        (Some(Error::NotFound), _) | (None, StatusCode::NOT_FOUND) => {
            ("error-not-found", "error-not-found-advice".into())
        }
        (None, StatusCode::METHOD_NOT_ALLOWED) => ("error-method", "error-method-advice".into()),
        (None, StatusCode::FORBIDDEN)
            if response.extensions().get::<ProtectionError>().is_some() =>
        {
            ("error-forbidden", "error-origin".into())
        }
        (None, status) if status.is_client_error() => ("error-invalid", "error-form".into()),
        (Some(Error::Internal(_)) | None, _) => {
            let short = id.and_then(|id| id.split('-').next()).unwrap_or("-");
            if let Some(Error::Internal(error)) = error {
                tracing::error!(
                    reference = short,
                    error = format!("{error:#}"),
                    "a request failed"
                );
            }
            reference = Some(t.with("error-internal-reference", &[("reference", short.into())]));
            ("error-internal", "error-internal-advice".into())
        }
    };
    let page = ErrorPage {
        t,
        shell: Shell::plain(app, Section::Elsewhere),
        heading: t.say(heading),
        advice: t.tell(&advice),
        reference,
    };
    let mut told = Page::personal(page).status(response.status()).into_response();
    if let Some(wait) = retry {
        told.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    }
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in response.headers().get_all(&name) {
            told.headers_mut().append(&name, value.clone());
        }
    }
    told
}

pub(super) fn write_headers(
    app: &App,
    headers: &mut HeaderMap,
    policy: Option<CachePolicy>,
    targets: Targets,
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
    headers.insert(header::CONTENT_SECURITY_POLICY, content_policy(targets));
    let keep = match policy {
        Some(CachePolicy::Shared) => "public, max-age=0, must-revalidate, s-maxage=30",
        Some(CachePolicy::Immutable) => "public, max-age=31536000, immutable",
        Some(CachePolicy::Private) | None => "private, no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if policy == Some(CachePolicy::Shared) {
        // Only for caches that know this header (RFC 9213): a browser that showed a page it had from before would hide the comment
        // that its reader just posted.
        let shared = HeaderValue::from_static("max-age=30, stale-while-revalidate=30");
        headers.insert(HeaderName::from_static("cdn-cache-control"), shared);
    }
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(app.lang().code()));
    if app.config.is_https() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
}

/// What a page may load, and where its forms may lead.
fn content_policy(Targets(targets): Targets) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self' {targets}"
    );
    HeaderValue::try_from(policy.trim_end())
        .expect("the hosts are constants of the board, fit for a header")
}

/// Whether the browser named the tag of this very response.
fn is_known(headers: &HeaderMap, known: Option<&HeaderValue>) -> bool {
    headers.get(header::ETAG).zip(known).is_some_and(|(tag, known)| is_among(tag, known))
}
