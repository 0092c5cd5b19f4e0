//! Comments as a fragment that a server includes in a page of its site.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::host::Host;
use super::refused::{Form, allowed};
use super::thread::Thread;
use super::{Orders, count_line, orders, topic_of};
use crate::app::App;
use crate::comment;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::sites::embed_address;
use crate::web::comments::form::CommentFormView;
use crate::web::comments::site_login::SiteLogin;
use crate::web::page::{Cacheable, EmbedParams, Page, Pager, QueryParams, SITE_USER, asset};

/// Fragment with the comments and the form; the same for everybody.
#[derive(Template)]
#[template(path = "embed/fragment.html")]
struct Fragment {
    t: Lang,
    home: String,
    styled: bool,
    count: i64,
    heading: String,
    orders: Orders,
    thread: Html,
    pager: Pager,
    form: CommentFormView,
}

/// Handles GET `/embed/fragment`: returns the comments on the page that the query names.
///
/// A session makes no difference: whatever the site's server gets, all readers get. Only for a user
/// of the site, whom it names in a header, the form is another one.
pub(in crate::web) async fn fragment(
    State(app): State<App>,
    headers: HeaderMap,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let params = EmbedParams::new(&asked);
    let address = match allowed(&app, &params, Form::Fragment).await? {
        Ok(address) => address,
        Err(answer) => return Ok(answer),
    };
    let page = Box::pin(async {
        let (host, article) =
            Host::find(&app, address, &params.title).await?.ok_or(Error::NotFound)?;
        let user = match headers.get(SITE_USER).and_then(|token| token.to_str().ok()) {
            // Without a good token the form is that of a guest; the log says why.
            Some(token) => SiteLogin::of(&app, &host.site, token).await?.ok(),
            None => None,
        };
        let (t, home) = (host.site.lang, app.config.public_url.clone());
        let base = format!("{home}{}", embed_address(&host.url));
        let sorted = format!("{base}&sort={}", params.order.code());
        let pages = comment::page_of(article.threads.max(1));
        let pager = Pager::new(sorted, "", params.page, pages).ok_or(Error::NotFound)?;
        let fragment = Fragment {
            t,
            home,
            styled: params.styled,
            count: article.teaser.comments,
            heading: count_line(t, &article),
            orders: orders(t, &article, &base, params.order),
            thread: Thread::html(&app, &host, &article, (params.order, params.page))
                .await?
                .without_braces(),
            pager,
            form: CommentFormView::new(&app, &article, None)
                .under(&host)
                .signed(user.as_ref().map(SiteLogin::signed))
                .linking_to(&app.config.public_url),
        };
        if headers.contains_key(SITE_USER) {
            return Ok(Page::personal(fragment).on(host.on_site(false)));
        }
        let until = article.closes_at(app.now());
        Ok(Page::reading(fragment, None)
            .on(host.on_site(false))
            .of(topic_of(&article))
            .until(until))
    });
    cache.page(&app, page).await
}

impl Fragment {
    /// Returns the value of a hidden field: the address and the title of the page.
    fn hidden(&self, value: &str) -> Html {
        Html::text(value).without_braces()
    }

    fn sheet(&self) -> &'static str {
        asset("embed.css")
    }
}
