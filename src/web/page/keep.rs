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

use super::{Asked, CachePolicy, File, Page, finish, slash};
use crate::app::App;
use crate::cache::Kept;
use crate::error::{Error, Result};
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
        // Feeds and pictures have no pages: whatever is asked of them is the same, and kept once.
        let is_whole = matches!(path.rsplit_once('.'), Some((_, "atom" | "png")));
        if !is_whole && request.uri().query().is_some_and(|query| !query.is_empty()) {
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

    /// What is kept here, or what is made now.
    async fn once<W>(self, app: &App, make: impl Future<Output = Result<W>>) -> Result<Response>
    where
        W: FnOnce() -> Result<File> + Send + 'static,
    {
        let kept = app.cache.once(&self.0, app.now(), async {
            let begun = app.store.generations().now();
            let (write, board) = (make.await?, app.clone());
            app.cpu_pool.run(move || Ok(write()?.kept(&board, begun))).await?
        });
        Ok(hand_out(kept.await?))
    }
}

impl Keep {
    /// The page from the cache; else the one `make` makes, kept for whoever asks next if it says what it is made of.
    pub async fn page<T: Template + Send + 'static>(
        self,
        app: &App,
        make: impl Future<Output = Result<Page<T>>>,
    ) -> Result<Response> {
        match self {
            Self(Some(address)) => {
                address
                    .once(app, async {
                        let page = make.await?;
                        Ok(move || page.written())
                    })
                    .await
            }
            Self(None) => Ok(make.await?.into_response()),
        }
    }

    /// The same for what is no page, a feed or a picture: `make` reads what it is made of, and what that
    /// returns writes it.
    pub async fn file<W>(self, app: &App, make: impl Future<Output = Result<W>>) -> Result<Response>
    where
        W: FnOnce() -> Result<File> + Send + 'static,
    {
        if let Self(Some(address)) = self {
            return address.once(app, make).await;
        }
        let write = make.await?;
        Ok(app.cpu_pool.run(write).await??.with_session().into_response())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Keep {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Address>().cloned()))
    }
}

/// The answer in a form that may still be to be made: once for each page.
async fn formed(page: Arc<Kept>, method: Method, asked: HeaderMap) -> Response {
    if let Some(answer) = page.ready_answer(&method, &asked) {
        return answer;
    }
    let making = tokio::task::spawn_blocking(move || page.answer(&method, &asked));
    making.await.unwrap_or_else(|error| Error::Internal(error.into()).into_response())
}

/// A kept page on its way to [`Keeper`], which knows in what form the browser wants it.
fn hand_out(page: Arc<Kept>) -> Response {
    (Extension(CachePolicy::Shared), Extension(page)).into_response()
}

impl File {
    /// It as it is kept; `begun` is the moment before anything was read for it.
    fn kept(self, app: &App, begun: u64) -> Arc<Kept> {
        let mut headers = HeaderMap::new();
        finish::write_headers(app, &mut headers, Some(self.policy), self.targets);
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(self.kind));
        if self.kind == "image/png" {
            // The picture of a link is for whoever shows the link.
            headers.insert(
                "cross-origin-resource-policy",
                header::HeaderValue::from_static("cross-origin"),
            );
        }
        let made = app.store.generations().made(begun, self.topic);
        Arc::new(Kept::new(headers, super::etag(&self.bytes), self.bytes, made, self.until))
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
        if let Some(place) = slash::strip(&mut request) {
            let asking = self.call(request);
            return Answer::made(async move { Ok(slash::redirect(asking.await?, place)) });
        }
        let Some(address) = Address::of(&self.app, &request) else {
            return Answer::made(self.inner.call(request));
        };
        if let Some(page) = self.app.cache.find(&address.0, self.app.now()) {
            let Some(answer) = page.ready_answer(request.method(), request.headers()) else {
                let (method, asked) = (request.method().clone(), request.headers().clone());
                return Answer::made(async move { Ok(formed(page, method, asked).await) });
            };
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
                Some(page) => formed(Arc::clone(page), method, asked).await,
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
            Self::Kept(page) => {
                Poll::Ready(Ok(page.take().expect("a future is not polled after it is ready")))
            }
            Self::Made(making) => making.as_mut().poll(context),
        }
    }
}
