//! Threads of comments under a page of another site, as HTML.

use anyhow::Context;
use askama::Template;

use super::host::Host;
use crate::app::App;
use crate::article::Article;
use crate::comment::thread::Order;
use crate::comment::{self, Comment, thread};
use crate::error::Result;
use crate::locale::{Calendar, Lang};
use crate::markup::Html;
use crate::sites::embed_address;
use crate::web::comments::view::{CommentView, FeaturedView, names};

/// One page of the threads on a page of a site.
#[derive(Template)]
#[template(path = "embed/thread.html")]
pub(super) struct Thread {
    t: Lang,
    host: Host,
    /// Beginning of every class: empty for the board's own style sheet.
    p: &'static str,
    /// Beginning of every address on the board.
    home: String,
    slug: String,
    page: i64,
    views: Vec<CommentView>,
    featured: Vec<FeaturedView>,
    open: bool,
}

impl Thread {
    /// Returns the threads as HTML: for a frame, or for the HTML of a page of the site.
    pub(super) async fn html(
        app: &App,
        host: &Host,
        article: &Article,
        (order, page): (Order, i64),
    ) -> Result<Html> {
        let (id, t) = (article.teaser.id, host.site.lang);
        let comments = app.store.thread(id, order, page, article.threads).await?;
        let featured = if page == 1 { app.store.featured(id).await? } else { Vec::new() };
        let on_page = |id| comments.iter().any(|comment: &Comment| comment.id == id);
        let featured = featured.iter().map(|it| FeaturedView::new(t, on_page(it.id), it)).collect();
        let home = if host.framed { String::new() } else { app.config.public_url.clone() };
        let threads = Self {
            t,
            host: host.clone(),
            p: if host.framed { "" } else { "weerwoord-" },
            home,
            slug: article.teaser.slug.as_str().to_owned(),
            page,
            views: Vec::new(),
            featured,
            open: article.takes_comments(app.now()),
        };
        let calendar = host.calendar(app);
        let author = article.author_id;
        app.cpu_pool.run(move || threads.written(&calendar, author, comments, order)).await?
    }

    fn written(
        mut self,
        calendar: &Calendar,
        author: Option<i64>,
        comments: Vec<Comment>,
        order: Order,
    ) -> Result<Html> {
        let rows = thread::thread(comments, order);
        let names = names(&rows);
        let view = |row| CommentView::new(calendar, self.t, author, row);
        let mut views: Vec<CommentView> = rows.into_iter().map(view).collect();
        for view in &mut views {
            view.html = names.linked(&view.html, view.id);
            if self.host.framed {
                view.html = view.html.leaving_frame();
            }
            view.folded = view.html.folded();
        }
        self.views = views;
        Ok(Html::rendered(&self).context("rendering comments")?)
    }

    /// Returns the permanent address of a comment: on the page of the site, if it is there.
    fn place_of(&self, id: &i64) -> String {
        let address = comment::page_address(&self.host.url, self.page, *id);
        if self.page == 1 { address } else { format!("{}{address}", self.home) }
    }

    /// Returns the address of the form that answers a comment.
    fn reply_to(&self, id: &i64) -> String {
        if self.host.framed {
            format!("{}&reply_to={id}#comment-form", embed_address(&self.host.url))
        } else {
            format!("{}/articles/{}/comments/{id}/reply", self.home, self.slug)
        }
    }
}
