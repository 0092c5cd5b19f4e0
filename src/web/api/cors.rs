//! Reads by scripts of other sites (CORS), from listed origins and without credentials.
//!
//! Nothing else is allowed to them: a form of another site posts to the page of the article.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Result;
use crate::web::page::is_api;

/// Request headers that a script may send beside the usual ones.
const HEADERS: HeaderValue = HeaderValue::from_static("if-none-match");
/// Seconds for which a browser keeps the answer to a preflight request.
const KEPT: HeaderValue = HeaderValue::from_static("600");

/// Middleware that lets scripts of the allowed origins read the API.
pub(in crate::web) async fn cors(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_api(request.uri().path()) {
        return next.run(request).await;
    }
    let origin = match origins(&app).await {
        Ok(origins) => allowed(request.headers(), &origins),
        Err(error) => return error.into_response(),
    };
    let (is_preflight, is_read) =
        (is_preflight(&request), matches!(*request.method(), Method::GET | Method::HEAD));
    let mut response = if origin.is_some() && is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from(header::ORIGIN));
    let Some(origin) = origin.filter(|_| is_read || is_preflight) else { return response };
    if is_preflight {
        let methods = HeaderValue::from_static("GET, HEAD");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, KEPT);
    }
    let exposed = HeaderValue::from_static("etag, retry-after");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response
}

/// Returns the origins whose scripts may read: that of the board, and those of sites.
async fn origins(app: &App) -> Result<Vec<String>> {
    let sites = app.sites().await?;
    let listed = sites.origins().map(|origin| origin.as_str().to_owned());
    Ok(listed.chain([app.config.public_url.clone()]).collect())
}

/// Returns the origin of a request, if it is among the allowed ones.
fn allowed(headers: &HeaderMap, origins: &[String]) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    origins.iter().any(|allowed| origin == allowed.as_str()).then(|| origin.clone())
}

/// Returns whether a browser asks beforehand whether a script may read.
fn is_preflight(request: &Request) -> bool {
    let method = request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD);
    *request.method() == Method::OPTIONS
        && method.is_some_and(|method| method == "GET" || method == "HEAD")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_origins_are_allowed_and_to_the_letter() {
        let origins = ["https://blad.example".to_owned()];
        let allows = |origin: &'static str| {
            let headers =
                HeaderMap::from_iter([(header::ORIGIN, HeaderValue::from_static(origin))]);
            allowed(&headers, &origins).is_some()
        };
        assert!(allows("https://blad.example"));
        for other in ["http://blad.example", "https://blad.example:444", "null", "*", ""] {
            assert!(!allows(other), "{other}");
        }
        assert!(allowed(&HeaderMap::new(), &origins).is_none());
    }
}
