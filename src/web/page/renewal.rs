//! Renewal of an article's cached pages before a post under it is answered.
//!
//! Readers get the last page until the new one is there; then the sender of the comment is told.
//! So no reader waits for a page to be made, and who was told of a comment finds it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use tokio::time::timeout;
use tower::{Service, ServiceExt};

use super::cache_address::Address;
use crate::app::App;
use crate::cache::invalidation::Growth;

/// Time for which a post waits for new pages at most; the next reader of each makes the others.
const PATIENCE: Duration = Duration::from_secs(1);

/// Response extension: the post that the response is to.
#[derive(Clone, Debug)]
struct Posted(Arc<Growth>);

/// Service that makes the pages which a post may add to.
pub(super) struct Renewal<S> {
    app: App,
    pages: S,
}

/// Handles a post under an article; its pages may be shown without the comment until the response.
pub async fn posting<E>(
    app: &App,
    article: i64,
    handling: impl Future<Output = Result<Response, E>>,
) -> Result<Response, E> {
    let growth = app.store.generations().growth(article);
    let mut response = handling.await?;
    response.extensions_mut().insert(Posted(Arc::new(growth)));
    Ok(response)
}

impl<S> Renewal<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send,
    S::Future: Send,
{
    /// Creates the renewal for a request; `None` if it can be no post.
    pub(super) fn of(app: &App, request: &Request, pages: &S) -> Option<Self> {
        let posts = request.method() == Method::POST;
        posts.then(|| Self { app: app.clone(), pages: pages.clone() })
    }

    /// Makes the pages anew that readers ask for, if the response is to a post that changed them.
    pub(super) async fn before(self, response: &mut Response) {
        let Some(Posted(growth)) = response.extensions_mut().remove() else { return };
        let Some((article, time)) = growth.grown() else { return };
        // What is not made in time is outdated from now on, and made by its next reader.
        let _ = timeout(PATIENCE, self.make(article, time)).await;
    }

    async fn make(self, article: i64, time: u64) {
        for key in self.app.cache.outgrown(article, time) {
            // Pages under other sites have keys that are no addresses.
            let Ok(mut request) = Request::get(&*key).body(Body::empty()) else { continue };
            request.extensions_mut().insert(Address::since(key, time));
            let Ok(_) = self.pages.clone().oneshot(request).await;
        }
    }
}
