//! Page of an article for members who are not of the staff: the same for all, but for a few gaps.

use std::sync::Arc;

use anyhow::Context;

use super::follow;
use super::read::{ArticlePage, Own, readable, until};
use crate::account::Account;
use crate::app::App;
use crate::article::Slug;
use crate::article::share::TARGETS;
use crate::cache::invalidation::Topic;
use crate::cache::{Gap, Marks, Skeleton};
use crate::comment::thread::Order;
use crate::error::Result;
use crate::markup::Html;
use crate::web::comments::form::CommentFormView;
use crate::web::page::{FilledPage, Page, Section, Shell};

/// Returns the page of an article, with its threads from this place, for a member.
pub(super) async fn member_page(
    app: &App,
    member: &Account,
    slug: &Slug,
    (order, page): (Order, i64),
) -> Result<Page<FilledPage>> {
    let address = format!("{}?page={page}&sort={}", slug.as_str(), order.code());
    let skeleton = if let Some(skeleton) = app.cache.skeleton(&address, app.now()) {
        skeleton
    } else {
        let made = Arc::new(Box::pin(skeleton(app, slug, (order, page))).await?);
        app.cache.keep_skeleton(&address, Arc::clone(&made));
        made
    };
    let article = skeleton.article;
    let follow = follow::button(app, (article, slug.as_str()), member).await?;
    let page = FilledPage::new(app, skeleton, member, follow).await?;
    Ok(Page::reading(page, Some(member)).leading_to(TARGETS).viewing(article, Some(member)))
}

/// Renders the page with gaps.
async fn skeleton(app: &App, slug: &Slug, place: (Order, i64)) -> Result<Skeleton> {
    let begun = app.store.generations().now();
    let article = readable(app, slug).await?;
    let (id, until, marks) = (article.teaser.id, until(app, &article), Marks::new(app.chance()));
    let own = Own {
        shell: Shell::with_gaps(app, &marks, Section::Articles).await?,
        moderator: None,
        follow: Some(marks.html(Gap::Follow)),
    };
    let form = CommentFormView::signed_by(app, &article, Some(marks.of(Gap::Name)));
    let page = ArticlePage::with(app, own, article, form, place).await?;
    let cut = app.cpu_pool.run(move || Ok(marks.cut(&Html::rendered(&page)?)));
    let cut: askama::Result<_> = cut.await?;
    let made = app.store.generations().made(begun, Topic::Article(id));
    Ok(Skeleton::new((made, until), id, cut.context("rendering a page")?))
}
