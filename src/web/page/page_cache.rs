//! Cache of pages for anonymous readers.
//!
//! A cached page answers a request before anything else is done; a missing one is made once, for
//! the first of concurrent requests. Requests with a session never use the cache.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use tower::Service;

use super::cache_address::Address;
use super::renewal::Renewal;
use super::views::is_view;
use super::{CachePolicy, File, Page, finalize, is_of_another_system, slash};
use crate::app::App;
use crate::app::metrics::{Route, Stopwatch};
use crate::cache::CachedPage;
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::traces;

/// Extractor for handlers whose page is the same for every request without a session.
///
/// Holds the cache key and the route, or `None` if the page must not be cached.
#[derive(Clone, Debug)]
pub struct Cacheable {
    place: Option<(Address, Route)>,
    /// True if the request comes from a person's browser; views of cached pages are counted by
    /// [`PageCacheLayer`].
    is_view: bool,
}

/// Service that answers from the cache before it calls the inner service.
#[derive(Clone)]
pub struct PageCacheLayer<S> {
    app: App,
    inner: S,
}

impl Address {
    /// Returns the cached response, or makes and caches it.
    async fn once<W>(
        self,
        app: &App,
        route: Route,
        make: impl Future<Output = Result<W>>,
    ) -> Result<Response>
    where
        W: FnOnce() -> Result<File> + Send + 'static,
    {
        let earlier = self.since.and_then(|_| app.cache.last(&self.key));
        let kept = app.cache.once(&self.key, (app.now(), self.since), async {
            let begun = app.store.generations().now();
            let (write, board) = (make.await?, app.clone());
            let keep = move || {
                let page = write()?.kept(&board, begun, route);
                if let Some(earlier) = &earlier {
                    page.take_over(earlier);
                }
                Ok(page)
            };
            app.cpu_pool.run(keep).await?
        });
        Ok(hand_out(kept.await?))
    }
}

impl Cacheable {
    /// Returns the page from the cache, or the one that `make` returns.
    ///
    /// A page that is made is cached until the topic it depends on changes.
    pub async fn page<T: Template + Send + 'static>(
        self,
        app: &App,
        make: impl Future<Output = Result<Page<T>>>,
    ) -> Result<Response> {
        if let Some((address, route)) = self.place {
            let making = async {
                let page = make.await?;
                Ok(move || page.written())
            };
            return address.once(app, route, making).await;
        }
        let page = make.await?;
        if let Some(article) = page.file.viewed.filter(|_| self.is_view) {
            app.count_view(article);
        }
        Ok(page.into_response())
    }

    /// Returns the file, a feed or a picture, from the cache, or the one that `make` leads to.
    ///
    /// `make` reads the data; the closure it returns writes the file in the pool for CPU-bound
    /// work.
    pub async fn file<W>(self, app: &App, make: impl Future<Output = Result<W>>) -> Result<Response>
    where
        W: FnOnce() -> Result<File> + Send + 'static,
    {
        if let Some((address, route)) = self.place {
            return address.once(app, route, make).await;
        }
        let write = make.await?;
        Ok(app.cpu_pool.run(write).await??.with_session().into_response())
    }
}

impl FromRequestParts<App> for Cacheable {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<Address>().cloned();
        let place = address.map(|address| (address, route_of(app, &parts.extensions)));
        Ok(Self { place, is_view: is_view(&parts.method, &parts.headers) })
    }
}

/// Returns the route of a request, once the router has matched it.
pub(super) fn route_of(app: &App, extensions: &Extensions) -> Route {
    app.metrics.route(extensions.get::<MatchedPath>().map(MatchedPath::as_str))
}

/// Returns the response in the coding that the browser accepts; compresses each page at most once.
async fn formed(page: Arc<CachedPage>, method: Method, asked: HeaderMap) -> Response {
    if let Some(mut answer) = page.ready_answer(&method, &asked) {
        answer.extensions_mut().insert(Route::from_number(page.route()));
        return answer;
    }
    let route = Route::from_number(page.route());
    let making = tokio::task::spawn_blocking(move || page.answer(&method, &asked));
    let mut response =
        making.await.unwrap_or_else(|error| Error::Internal(error.into()).into_response());
    response.extensions_mut().insert(route);
    response
}

/// Counts a view of the article that a page shows, if the request is one.
fn count_view(app: &App, page: &CachedPage, method: &Method, asked: &HeaderMap) {
    if let (Some(views), Some(counter)) = (&app.views, page.views())
        && is_view(method, asked)
    {
        views.count(counter, app.now());
    }
}

/// Returns a response with the cached page for [`PageCacheLayer`], which chooses the coding.
fn hand_out(page: Arc<CachedPage>) -> Response {
    (Extension(CachePolicy::Shared), Extension(page)).into_response()
}

impl File {
    /// Converts the file to a cached page; `begun` is the generation before its data was read.
    fn kept(self, app: &App, begun: u64, route: Route) -> Arc<CachedPage> {
        let mut headers = HeaderMap::new();
        let place = (&self.targets, self.site.as_ref());
        finalize::write_headers(app, &mut headers, Some(self.policy), place);
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(self.kind));
        // Other sites show the preview picture of a link.
        if self.kind == "image/png" || self.on_other_sites {
            finalize::show_on_other_sites(&mut headers);
        }
        let made = app.store.generations().made(begun, self.topic);
        let views = app.views.as_ref().zip(self.viewed);
        let views = views.and_then(|(views, article)| views.counter(article));
        let tag = super::etag(&self.bytes);
        let page = CachedPage::new(headers, tag, self.bytes, made, self.until);
        let article = match self.topic {
            Topic::Article(id) => Some(id),
            Topic::Lists | Topic::Board | Topic::Sessions => None,
        };
        Arc::new(page.with_route(route.number()).counted_by(views).of_article(article))
    }
}

impl<S> PageCacheLayer<S> {
    /// Puts the cache of this application before a service.
    pub fn new(app: App, inner: S) -> Self {
        Self { app, inner }
    }
}

impl<S> Service<Request> for PageCacheLayer<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    /// Answers a request and counts the response.
    fn call(&mut self, request: Request) -> Answer {
        let watch = Stopwatch::start();
        match self.reply(request) {
            Reply::Kept(response, route) => {
                let status = response.status().as_u16();
                self.app.metrics.answered(route, status, watch.elapsed());
                if traces::are_on() {
                    traces::answered(self.app.metrics.pattern(route), status, true);
                }
                Answer::Kept(Some(response))
            }
            Reply::Made(making) => {
                let app = self.app.clone();
                Answer::Made(Box::pin(async move {
                    let mut response = making.await?;
                    let route = response.extensions_mut().remove::<Route>().unwrap_or_default();
                    let status = response.status().as_u16();
                    app.metrics.answered(route, status, watch.elapsed());
                    if traces::are_on() {
                        traces::answered(app.metrics.pattern(route), status, false);
                    }
                    Ok(response)
                }))
            }
        }
    }
}

impl<S> PageCacheLayer<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    fn reply(&mut self, mut request: Request) -> Reply {
        if let Some(place) = slash::strip(&mut request) {
            let asking = self.reply(request);
            return Reply::made(
                async move { Ok(slash::redirect(asking.response().await?, place)) },
            );
        }
        let Some(address) = Address::of(&self.app, &request) else {
            return self.make(request);
        };
        // An old address of an article is looked up before the front page is shown.
        let kept = if is_of_another_system(request.uri()) {
            None
        } else {
            self.app.cache.find(&address.key, self.app.now())
        };
        if let Some(page) = kept {
            let route = Route::from_number(page.route());
            count_view(&self.app, &page, request.method(), request.headers());
            let Some(answer) = page.ready_answer(request.method(), request.headers()) else {
                let (method, asked) = (request.method().clone(), request.headers().clone());
                return Reply::made(async move { Ok(formed(page, method, asked).await) });
            };
            if page.begins_to_compress(request.headers()) {
                tokio::task::spawn_blocking(move || page.compress());
            }
            return Reply::Kept(answer, route);
        }
        request.extensions_mut().insert(address);
        let (method, asked) = (request.method().clone(), request.headers().clone());
        let (app, making) = (self.app.clone(), self.make(request));
        Reply::made(async move {
            let response = making.response().await?;
            Ok(match response.extensions().get::<Arc<CachedPage>>() {
                Some(page) => {
                    count_view(&app, page, &method, &asked);
                    formed(Arc::clone(page), method, asked).await
                }
                None => response,
            })
        })
    }

    /// Has the inner service make the response, as one of the requests under way.
    ///
    /// If there are too many, the response is 503: each of them takes memory. The probes of
    /// `/health/` are always answered.
    fn make(&mut self, request: Request) -> Reply {
        let (turn, others) = Turn::new(&self.app);
        let is_probe = request.uri().path().starts_with("/health/");
        if others >= self.app.config.bounds.max_requests && !is_probe {
            self.app.metrics.shed.add(1);
            let refusal = finalize::overloaded(&self.app, request.uri().path());
            return Reply::Kept(refusal, Route::default());
        }
        let renewal = Renewal::of(&self.app, &request, &self.inner);
        let making = self.inner.call(request);
        let (posts, app) = (renewal.is_some(), self.app.clone());
        let making = async move {
            let mut response = making.await?;
            if let Some(renewal) = renewal {
                renewal.before(&mut response).await;
            }
            drop(turn);
            Ok(response)
        };
        if posts {
            Reply::made(async move { app.write_runtime.run(making).await })
        } else {
            Reply::made(making)
        }
    }
}

/// Request under way, which is counted until it is dropped.
struct Turn(App);

impl Turn {
    /// Counts a request, and returns the number of others.
    fn new(app: &App) -> (Self, usize) {
        let others = app.metrics.requests.increment();
        (Self(app.clone()), others)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.metrics.requests.decrement();
    }
}

/// Response that is being made.
type Making = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

/// Response that is not counted yet.
enum Reply {
    /// The response comes from the cache; it was made for this route.
    Kept(Response, Route),
    /// The response is being made; its route is an extension of it.
    Made(Making),
}

impl Reply {
    fn made(making: impl Future<Output = Result<Response, Infallible>> + Send + 'static) -> Self {
        Self::Made(Box::pin(making))
    }

    /// Returns the response, with its route as an extension.
    async fn response(self) -> Result<Response, Infallible> {
        match self {
            Self::Kept(mut response, route) => {
                response.extensions_mut().insert(route);
                Ok(response)
            }
            Self::Made(making) => making.await,
        }
    }
}

/// Future of a response, from the cache or from the inner service.
pub enum Answer {
    /// The response comes from the cache.
    Kept(Option<Response<Body>>),
    /// The response is being made.
    Made(Making),
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
