//! Page of an article for members and moderators: the same for all of them, but for a few gaps.

use std::collections::HashSet;
use std::sync::Arc;

use anyhow::Context;

use super::follow;
use super::read::{ArticlePage, Own, readable, until};
use super::threads::Moderates;
use crate::account::{Account, Scope};
use crate::app::App;
use crate::article::share::TARGETS;
use crate::article::{Article, Slug};
use crate::cache::invalidation::Topic;
use crate::cache::{Gap, Marks, Skeleton};
use crate::comment::Author;
use crate::comment::thread::Order;
use crate::error::Result;
use crate::markup::Html;
use crate::web::comments::form::CommentFormView;
use crate::web::page::{FilledPage, Page, Section, Shell};

/// Parts of the page that depend on the role of its reader.
#[derive(Clone, Copy, Debug)]
struct View {
    /// The number of comments that wait.
    waiting: bool,
    /// The means to decide on comments.
    decides: bool,
}

/// Returns the page of an article, with its threads from this place, for a member.
///
/// `None` for a moderator who may be involved in what it shows: then they may not decide on all of
/// it, and no other moderator has the same page.
pub(super) async fn member_page(
    app: &App,
    member: &Account,
    slug: &Slug,
    place: (Order, i64),
) -> Result<Option<Page<FilledPage>>> {
    let waiting = member.role.may_moderate();
    // Articles are on no site: only who decides on the whole board decides there.
    let decides = waiting && matches!(member.scope, Scope::Board);
    let skeleton = skeleton(app, slug, place, View { waiting, decides }).await?;
    let counts = if waiting { Some(app.store.queue_counts(member.scope).await?) } else { None };
    let has_appeals = counts.as_ref().is_some_and(|counts| counts.appeals > 0);
    if decides
        && (is_author(&skeleton, member)
            || (has_appeals && app.store.has_open_appeals(skeleton.article).await?))
    {
        return Ok(None);
    }
    let article = skeleton.article;
    let follow = follow::button(app, (article, slug.as_str()), member).await?;
    let own = (follow, counts.map(|counts| counts.review));
    let page = FilledPage::new(app, skeleton, member, own).await?;
    let page = Page::reading(page, Some(member)).leading_to(TARGETS).filled();
    Ok(Some(page.viewing(article, Some(member))))
}

/// Returns the page with gaps, from the cache if it is current there.
async fn skeleton(
    app: &App,
    slug: &Slug,
    (order, page): (Order, i64),
    view: View,
) -> Result<Arc<Skeleton>> {
    let View { waiting, decides } = view;
    let (slug_text, order_code) = (slug.as_str(), order.code());
    let address =
        format!("{slug_text}?page={page}&sort={order_code}&waiting={waiting}&decides={decides}");
    if let Some(skeleton) = app.cache.skeleton(&address, app.now()) {
        return Ok(skeleton);
    }
    let made = Arc::new(Box::pin(made(app, slug, (order, page), view)).await?);
    app.cache.keep_skeleton(&address, Arc::clone(&made));
    Ok(made)
}

/// Renders the page with gaps.
async fn made(app: &App, slug: &Slug, place: (Order, i64), view: View) -> Result<Skeleton> {
    let begun = app.store.generations().now();
    let article = readable(app, slug).await?;
    let (id, until, marks) = (article.teaser.id, until(app, &article), Marks::new(app.chance()));
    let authors = if view.decides { authors(app, &article, place).await? } else { HashSet::new() };
    let own = Own {
        shell: Shell::with_gaps(app, &marks, view.waiting, Section::Articles).await?,
        moderates: if view.decides { Moderates::Uninvolved } else { Moderates::Nobody },
        follow: Some(marks.html(Gap::Follow)),
    };
    let form = CommentFormView::signed_by(app, &article, Some(marks.of(Gap::Name)));
    let page = ArticlePage::with(app, own, article, form, place).await?;
    let cut = app.cpu_pool.run(move || Ok(marks.cut(&Html::rendered(&page)?)));
    let cut: askama::Result<_> = cut.await?;
    let made = app.store.generations().made(begun, Topic::Article(id));
    Ok(Skeleton::new((made, until), (id, authors), cut.context("rendering a page")?))
}

/// Returns the keys of those who wrote the comments of a page.
async fn authors(
    app: &App,
    article: &Article,
    (order, page): (Order, i64),
) -> Result<HashSet<String>> {
    let comments = app.store.thread(article.teaser.id, order, page, article.threads).await?;
    let keys = comments.into_iter().filter_map(|comment| match comment.author {
        Author::Member { id, .. } => Some(account_key(id)),
        Author::Guest { email, .. } => Some(email?.key()),
        Author::Former => None,
    });
    Ok(keys.collect())
}

/// Returns whether a member may have written something of a page: under the account, or as a guest
/// whose address may be confirmed.
fn is_author(page: &Skeleton, member: &Account) -> bool {
    page.authors.contains(&account_key(member.id)) || page.authors.contains(&member.email.key())
}

fn account_key(id: i64) -> String {
    format!("account {id}")
}
