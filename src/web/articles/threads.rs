//! One page of the threads below an article.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use askama::Template;

use super::structured_data;
use crate::app::App;
use crate::article::Article;
use crate::cache::Fragment;
use crate::cache::invalidation::Topic;
use crate::comment::thread::Order;
use crate::comment::{self, Reason, thread};
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::Recusal;
use crate::web::comments::view::{CommentView, FeaturedView, names};

/// Number of threads after which a link leads to the form.
const THREADS_TO_FORM: usize = 10;

/// Moderators who may decide on the comments that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moderates {
    /// Nobody: they are shown to a reader.
    Nobody,
    /// Every moderator who is not involved in any of them.
    Uninvolved,
    /// Moderator with this account, who may be involved.
    Account(i64),
}

/// One page of an article's threads; the same for all readers, and for all moderators who are not
/// involved.
#[derive(Template)]
#[template(path = "comments/comments.html")]
pub(super) struct Comments {
    t: Lang,
    slug: String,
    order: Order,
    page: i64,
    views: Vec<CommentView>,
    /// Comments that the staff features, shown above the first page.
    featured: Vec<FeaturedView>,
    open: bool,
    moderates: bool,
    /// True if comments were imported, whose old anchors have a page.
    imported: bool,
    /// Reasons for which this moderator may not decide on a comment, by the id of the comment.
    recusals: HashMap<i64, Recusal>,
}

impl Comments {
    /// Returns the threads as HTML.
    ///
    /// Rendered once for all readers, and once for all moderators who are not involved.
    pub(super) async fn part(
        app: &App,
        article: &Article,
        (order, page): (Order, i64),
        moderates: Moderates,
    ) -> Result<Arc<Fragment>> {
        // The cache key holds everything taken from the article; the generation covers the
        // comments.
        let (slug, open) = (article.teaser.slug.as_str(), article.takes_comments(app.now()));
        let name = format!(
            "{slug}?sort={}&page={page}&open={open}&by={}&moderates={}",
            order.code(),
            article.author_id.unwrap_or_default(),
            moderates != Moderates::Nobody
        );
        let is_shared = !matches!(moderates, Moderates::Account(_));
        if is_shared && let Some(part) = app.cache.fragment(&name) {
            return Ok(part);
        }
        let begun = app.store.generations().now();
        let comments = app.store.thread(article.teaser.id, order, page, article.threads).await?;
        let featured = app.store.featured(article.teaser.id).await?;
        let imported = app.store.has_imported_comments(article.teaser.id).await?;
        let on_page = |id| comments.iter().any(|comment| comment.id == id);
        let featured = featured
            .into_iter()
            .map(|comment| FeaturedView::new(app.lang(), on_page(comment.id), &comment))
            .collect();
        let (t, slug, views) = (app.lang(), slug.to_owned(), Vec::new());
        let recusals = match moderates {
            Moderates::Account(moderator) => {
                let ids: Vec<i64> = comments.iter().map(|comment| comment.id).collect();
                app.store.recusals(&ids, moderator).await?
            }
            Moderates::Nobody | Moderates::Uninvolved => HashMap::new(),
        };
        let moderates = moderates != Moderates::Nobody;
        let part =
            Self { t, slug, order, page, views, featured, open, moderates, imported, recusals };
        let (writer, author) = (app.clone(), article.author_id);
        let written = app.cpu_pool.run(move || part.written(&writer, author, comments));
        let (html, facts) = written.await??;
        let made = app.store.generations().made(begun, Topic::Article(article.teaser.id));
        let part = Arc::new(Fragment { made, html, facts });
        if is_shared {
            app.cache.keep_fragment(&name, Arc::clone(&part));
        }
        Ok(part)
    }

    /// Renders these comments; returns their HTML and their structured data.
    fn written(
        mut self,
        app: &App,
        author: Option<i64>,
        comments: Vec<comment::Comment>,
    ) -> Result<(Html, Html)> {
        let rows = thread::thread(comments, self.order);
        let names = names(&rows);
        let view = |row| CommentView::new(&app.calendar, app.lang(), author, row);
        self.views = rows.into_iter().map(view).collect();
        let facts = structured_data::of_comments(app, &self.views);
        let threads = self.views.iter().filter(|view| view.ends).count();
        let mut ended = 0;
        for view in &mut self.views {
            view.html = names.linked(&view.html, view.id);
            view.folded = view.html.folded();
            ended += usize::from(view.ends);
            view.leads_to_form =
                view.ends && self.open && ended < threads && ended.is_multiple_of(THREADS_TO_FORM);
        }
        Ok((Html::rendered(&self).context("rendering comments")?, facts))
    }

    fn is_first_page(&self) -> bool {
        self.page == 1
    }

    /// Returns whether a comment is featured.
    fn is_featured(&self, id: &i64) -> bool {
        self.featured.iter().any(|featured| featured.id == *id)
    }

    /// Returns the reason for which this moderator may not decide on a comment.
    fn recusal(&self, id: &i64) -> Option<String> {
        self.recusals.get(id).map(|recusal| self.t.say(recusal.sentence()))
    }

    /// Returns the address to which a moderator returns after deciding on a comment.
    fn place_of(&self, id: &i64) -> String {
        comment::address(&self.slug, self.page, *id)
    }

    /// Returns the address that marks a comment as useful; it preserves any order but the default.
    fn useful_at(&self, id: &i64) -> String {
        match self.order {
            Order::Oldest => format!("/comments/{id}/useful"),
            order => format!("/comments/{id}/useful?sort={}&page={}", order.code(), self.page),
        }
    }
}
