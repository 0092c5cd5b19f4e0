//! Export of the comments as Artrans, the format that Artalk takes.
//!
//! It is an array of objects whose fields are all texts.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use super::new_file::NewFile;
use super::{Imprint, Progress, ProgressFn, STRIDE, Stage, Surroundings, comments_are_open, table};
use crate::store::Store;
use crate::store::articles::ExportedArticle;
use crate::store::comments::{ExportedComment, ExportedState};

/// Comment as Artalk takes it (`Artran` in its `internal/entity/artran.go`).
#[derive(Serialize)]
struct Artran<'a> {
    id: String,
    /// Comment that it answers, or "0".
    rid: String,
    /// Markdown.
    content: &'a str,
    ua: &'static str,
    ip: &'static str,
    is_collapsed: &'static str,
    is_pending: &'static str,
    is_pinned: &'static str,
    vote_up: String,
    vote_down: &'static str,
    created_at: &'a str,
    updated_at: &'a str,
    nick: &'a str,
    email: &'a str,
    link: &'static str,
    badge_name: &'static str,
    badge_color: &'static str,
    page_key: &'a str,
    page_title: &'a str,
    page_admin_only: &'static str,
    site_name: &'a str,
    site_urls: &'a str,
}

/// Writes the comments into a new file, also while the server runs; returns their number.
///
/// Removed comments stay out: Artalk has no state for them, and they are not to become public.
pub async fn export_artrans(
    store: &Store,
    imprint: Imprint<'_>,
    surroundings: &Surroundings,
    to: &Path,
    progress: ProgressFn<'_>,
) -> Result<u64> {
    let mut file = NewFile::create(to)?;
    let mut board = store.snapshot().await?;
    let total = board.count(table("comments")?).await?;
    let (mut done, mut written) = (0, 0);
    file.write_all(b"[")?;
    for article in board.exported_articles().await? {
        let article = board.exported_article(article).await?;
        let page = Page::of(&article, imprint, surroundings.now);
        let mut take = |comment: ExportedComment| {
            done += 1;
            if done % STRIDE == 0 {
                progress(Progress { stage: Stage::Writing, done, total });
            }
            if comment.state == ExportedState::Removed {
                return Ok(());
            }
            file.write_all(if written == 0 { b"\n" } else { b",\n" })?;
            written += 1;
            page.write(&comment, &mut file)
        };
        board.exported_comments(article.id, &mut take).await?;
    }
    file.write_all(b"\n]\n")?;
    file.finish()?;
    Ok(written)
}

/// Article as the page of its comments.
struct Page<'a> {
    key: String,
    title: &'a str,
    is_closed: bool,
    imprint: Imprint<'a>,
}

impl<'a> Page<'a> {
    fn of(article: &'a ExportedArticle, imprint: Imprint<'a>, now: Timestamp) -> Self {
        Self {
            key: (article.page_url.clone())
                .unwrap_or_else(|| format!("/articles/{}", article.slug)),
            title: &article.title,
            is_closed: !comments_are_open(article, now),
            imprint,
        }
    }

    fn write(&self, comment: &ExportedComment, file: &mut impl Write) -> Result<()> {
        let posted = comment.posted_at.strftime("%Y-%m-%d %H:%M:%S +0000").to_string();
        serde_json::to_writer(
            file,
            &Artran {
                id: comment.id.to_string(),
                rid: comment.parent.unwrap_or(0).to_string(),
                content: &comment.body,
                ua: "",
                ip: "",
                is_collapsed: text(false),
                is_pending: text(comment.state == ExportedState::Held),
                is_pinned: text(comment.is_featured),
                vote_up: comment.useful.to_string(),
                vote_down: "0",
                created_at: &posted,
                updated_at: &posted,
                nick: comment.name.as_deref().unwrap_or_default(),
                email: comment.email.as_deref().unwrap_or_default(),
                link: "",
                badge_name: "",
                badge_color: "",
                page_key: &self.key,
                page_title: self.title,
                page_admin_only: text(self.is_closed),
                site_name: self.imprint.name,
                site_urls: self.imprint.address,
            },
        )?;
        Ok(())
    }
}

fn text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
