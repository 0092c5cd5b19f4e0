//! Anonymous pages from the cache: before anything else is done for a request, what is kept answers it; what is not is made once, by
//! whoever asks first. Nothing that carries a session is ever looked up here or kept.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use tower::Service;

use super::{Asked, CachePolicy, Page, finish};
use crate::app::App;
use crate::cache::Kept;
use crate::error::Result;
use crate::web::session::may_have_session;

/// The orders comments can be read in: any other is the usual one.
const SORTS: [&str; 2] = ["newest", "useful"];

/// The address a page is kept under.
#[derive(Clone, Debug)]
struct Address(Box<str>);

/// Whether the page asked for may be kept, and where: an argument of handlers whose page is the same for everybody without a session.
#[derive(Clone, Debug)]
pub struct Keep(Option<Address>);

/// A service before which stands the cache.
#[derive(Clone)]
pub struct Keeper<S> {
    app: App,
    inner: S,
}

impl Address {
    /// What tells one page from another: the path, the page and the order. `None` for what is never kept.
    fn of(app: &App, request: &Request) -> Option<Self> {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        if !is_read || may_have_session(app, request.headers()) {
            return None;
        }
        let path = request.uri().path();
        let mut address = path.to_owned();
        if request.uri().query().is_some_and(|query| !query.is_empty()) {
            let asked = Asked::of(&request.uri().to_string());
            if asked.page() > 1 {
                address = format!("{path}?page={}", asked.page());
            }
            if let Some(sort) = asked.text("sort").filter(|sort| SORTS.contains(sort)) {
                address = format!("{address}?sort={sort}");
            }
        }
        Some(Self(address.into()))
    }
}

impl Keep {
    /// The page from the cache; else the one `make` makes, kept for whoever asks next if it says what it is made of.
    pub async fn page<T: Template>(self, app: &App, make: impl Future<Output = Result<Page<T>>>) -> Result<Response> {
        let Self(Some(Address(address))) = self else { return Ok(make.await?.into_response()) };
        let kept = app.cache.once(&address, app.now(), async {
            let begun = app.store.generations().now();
            make.await?.kept(app, begun)
        });
        Ok(hand_out(kept.await?))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Keep {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Address>().cloned()))
    }
}

/// A kept page on its way to [`Keeper`], which knows in what form the browser wants it.
fn hand_out(page: Arc<Kept>) -> Response {
    (Extension(CachePolicy::Shared), Extension(page)).into_response()
}

impl<T: Template> Page<T> {
    /// The page as it is kept; `begun` is the moment before anything was read for it.
    fn kept(self, app: &App, begun: u64) -> Result<Arc<Kept>> {
        let html = self.template.render().map_err(|error| anyhow::Error::new(error).context("rendering a page"))?;
        let mut headers = HeaderMap::new();
        finish::write_headers(app, &mut headers, Some(self.policy));
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
        let made = app.store.generations().made(begun, self.topic);
        Ok(Arc::new(Kept::new(headers, super::etag(&html), html, made, self.until)))
    }
}

impl<S> Keeper<S> {
    /// The cache of this board before a service.
    pub fn new(app: App, inner: S) -> Self {
        Self { app, inner }
    }
}

impl<S> Service<Request> for Keeper<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Answer {
        let Some(address) = Address::of(&self.app, &request) else { return Answer::made(self.inner.call(request)) };
        if let Some(page) = self.app.cache.find(&address.0, self.app.now()) {
            let answer = page.answer(request.method(), request.headers());
            if page.begins_to_squeeze(request.headers()) {
                tokio::task::spawn_blocking(move || page.squeeze());
            }
            return Answer::Kept(Some(answer));
        }
        request.extensions_mut().insert(address);
        let (method, asked) = (request.method().clone(), request.headers().clone());
        let making = self.inner.call(request);
        Answer::made(async move {
            let response = making.await?;
            Ok(match response.extensions().get::<Arc<Kept>>() {
                Some(page) => page.answer(&method, &asked),
                None => response,
            })
        })
    }
}

/// An answer that is there, or one that is being made.
pub enum Answer {
    /// It was kept.
    Kept(Option<Response<Body>>),
    /// It is being made.
    Made(Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>),
}

impl Answer {
    fn made(making: impl Future<Output = Result<Response, Infallible>> + Send + 'static) -> Self {
        Self::Made(Box::pin(making))
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Kept(page) => Poll::Ready(Ok(page.take().expect("a future is not polled after it is ready"))),
            Self::Made(making) => making.as_mut().poll(context),
        }
    }
}
