//! Comparison of two versions of an article or an own page.

use crate::app::App;
use crate::article::{Category, Comments};
use crate::error::Result;
use crate::store::articles::{OwnPageVersion, Version};
use crate::text::diff;
use crate::text::diff::Row;
use crate::writing::ArticleContent;

/// Differences between two versions.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    /// Heading that names both versions, the older first.
    pub(super) heading: String,
    /// Changed short fields: label, old value, new value.
    pub(super) facts: Vec<(String, String, String)>,
    /// Changed texts: label and the compared lines.
    pub(super) texts: Vec<(String, Vec<Row>)>,
}

impl Comparison {
    /// Compares two versions of an article.
    pub(super) async fn new(app: &App, old: &Version, new: &Version) -> Result<Self> {
        let lead = |content: &ArticleContent| content.lead.clone().unwrap_or_default();
        let texts = [
            ("write-title", old.content.title.clone(), new.content.title.clone()),
            ("write-lead", lead(&old.content), lead(&new.content)),
            ("write-body", old.content.body.clone(), new.content.body.clone()),
        ];
        let facts = facts_of(app, &old.content)
            .await?
            .into_iter()
            .zip(facts_of(app, &new.content).await?)
            .map(|((key, old), (_, new))| (key, old, new));
        Self::of(app, (old.number, new.number), facts, texts).await
    }

    /// Compares two versions of an own page.
    pub(super) async fn of_page(
        app: &App,
        old: &OwnPageVersion,
        new: &OwnPageVersion,
    ) -> Result<Self> {
        let t = app.lang();
        let state = |version: &OwnPageVersion| {
            t.say(if version.page.published { "state-published" } else { "state-draft" })
        };
        let description =
            |version: &OwnPageVersion| version.page.description.clone().unwrap_or_default();
        let slug = |version: &OwnPageVersion| version.page.slug.as_str().to_owned();
        let facts = [
            ("write-slug", slug(old), slug(new)),
            ("page-description", description(old), description(new)),
            ("page-state", state(old), state(new)),
        ];
        let texts = [
            ("write-title", old.page.title.clone(), new.page.title.clone()),
            ("write-body", old.page.body.clone(), new.page.body.clone()),
        ];
        Self::of(app, (old.number, new.number), facts, texts).await
    }

    /// Compares fields, each with its message key; fields that are equal are left out.
    async fn of<const TEXTS: usize>(
        app: &App,
        (old, new): (i64, i64),
        facts: impl IntoIterator<Item = (&'static str, String, String)>,
        texts: [(&'static str, String, String); TEXTS],
    ) -> Result<Self> {
        let t = app.lang();
        let heading = t.with(
            "compare-heading",
            &[("old", old.to_string().into()), ("new", new.to_string().into())],
        );
        let facts = facts.into_iter().filter(|(_, old, new)| old != new);
        let facts = facts.map(|(key, old, new)| (t.say(key), old, new)).collect();
        let compared =
            app.cpu_pool.run(move || texts.map(|(key, old, new)| (key, diff::compare(&old, &new))));
        let texts = compared
            .await?
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(key, rows)| (t.say(key), rows))
            .collect();
        Ok(Self { heading, facts, texts })
    }

    /// Returns whether the versions are equal.
    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.texts.is_empty()
    }
}

async fn facts_of(app: &App, content: &ArticleContent) -> Result<[(&'static str, String); 10]> {
    let t = app.lang();
    let author = app.store.account_by_id(content.author).await?;
    let author = t.commenter(author.as_ref().map(|account| account.name.as_str()));
    let names: Vec<&str> =
        content.categories.iter().map(|Category { name, .. }| name.as_str()).collect();
    let published = match (content.published, content.planned) {
        (Some(moment), _) => app.calendar.date_time(moment),
        (None, Some(moment)) => {
            t.with("compare-planned", &[("moment", app.calendar.date_time(moment).into())])
        }
        (None, None) => t.say("state-draft"),
    };
    let picture = match content.picture {
        Some(id) => {
            app.store.picture(id).await?.map_or_else(|| id.to_string(), |picture| picture.alt)
        }
        None => String::new(),
    };
    let comments = match content.comments {
        Comments::Open => t.say("write-comments-open"),
        Comments::Closed => t.say("write-comments-closed"),
        Comments::ClosingAfter(days) => t.with("desk-comments-days", &[("count", days.into())]),
    };
    Ok([
        ("write-slug", content.slug.as_str().to_owned()),
        ("write-author", author),
        ("write-categories", names.join(", ")),
        ("write-published", published),
        ("write-comments", comments),
        ("write-picture", picture),
        ("write-caption", content.caption.clone().unwrap_or_default()),
        ("write-social-title", content.social_title.clone().unwrap_or_default()),
        ("write-social-description", content.social_description.clone().unwrap_or_default()),
        ("write-members-only", t.say(if content.members_only { "yes" } else { "no" })),
    ])
}
