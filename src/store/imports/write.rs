//! Writing of a planned import, in one transaction.

use anyhow::anyhow;
use jiff::Timestamp;
use tokio::sync::Mutex;

use super::comments::{ThreadCounts, insert_comments};
use super::contents::NOBODY;
use super::pictures::{insert_pictures, picture_of, with_pictures};
use super::site_pages::insert_site_pages;
use super::staging::{PlannedContent, Staging};
use crate::account::{Email, Name, Role};
use crate::article::{Category, Comments, Slug};
use crate::error::{Error, Result};
use crate::static_page::OwnPage;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::accounts::{NewAccount, add};
use crate::store::articles::SlugTaken;
use crate::store::articles::own_pages::add_imported_page;
use crate::store::articles::writing::insert;
use crate::store::{Store, Tx, is_taken, micros, moment, query, query_scalar, unknown};
use crate::writing::ArticleContent;

/// Run of an import.
#[derive(Clone, Copy, Debug)]
pub struct ImportRun<'a> {
    /// Name of the origin: the format and the host, as "wxr old.example".
    pub origin: &'a str,
    /// Name of the file.
    pub file: &'a str,
    /// Administrator who runs it; `None` for the command line.
    pub account: Option<i64>,
    /// Counts of the report in JSON.
    pub report: &'a str,
}

/// Kind of a row that an import makes, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportedKind {
    Account,
    Article,
    Comment,
    Page,
    Picture,
}

impl ImportedKind {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Article => "article",
            Self::Comment => "comment",
            Self::Page => "page",
            Self::Picture => "picture",
        }
    }
}

/// Numbers of the rows of a run in the tables about imports.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunIds {
    pub(super) import: i64,
    pub(super) origin: i64,
}

impl Store {
    /// Writes a planned import in one transaction, and returns the number of the run.
    ///
    /// Fails with [`Error::Busy`] if a slug, a name or an address that was free when the import was
    /// planned was taken meanwhile; nothing is changed then.
    pub async fn write_import(
        &self,
        staging: &mut Staging,
        run: &ImportRun<'_>,
        now: Timestamp,
    ) -> Result<i64> {
        let staging = &Mutex::new(staging);
        self.write(|mut tx| async move {
            let mut staging = staging.lock().await;
            let staging: &mut Staging = &mut staging;
            let ids = begin_run(&mut tx, run, now).await?;
            insert_accounts(&mut tx, staging, ids, now).await?;
            insert_pictures(&mut tx, staging, run, ids, now).await?;
            insert_contents(&mut tx, staging, run, ids, now).await?;
            insert_site_pages(&mut tx, staging, ids, now).await?;
            insert_addresses(&mut tx, staging, ids).await?;
            let counts = insert_comments(&mut tx, staging, ids, now).await?;
            count_threads(&mut tx, &counts).await?;
            quiet_digests(&mut tx, now).await?;
            Ok(tx.commit(ids.import))
        })
        .await
    }
}

async fn begin_run(tx: &mut Tx, run: &ImportRun<'_>, now: Timestamp) -> Result<RunIds> {
    const ORIGIN: &str = "INSERT INTO import_origins (name) VALUES ($1)
        ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id";
    const RUN: &str = "INSERT INTO imports (origin_id, file, account_id, report, made_at)
        VALUES ($1, $2, $3, $4, $5) RETURNING id";
    let origin = query_scalar(ORIGIN).bind(run.origin).fetch_one(tx).await?;
    let begun = query_scalar(RUN)
        .bind(origin)
        .bind(run.file)
        .bind(run.account)
        .bind(run.report)
        .bind(micros(now));
    let import: i64 = begun.fetch_one(tx).await?;
    let number = import.to_string();
    log_staff(tx, StaffDeed::Import, run.account, None, Some(&number), now).await?;
    Ok(RunIds { import, origin })
}

/// Records what became of an old key.
pub(super) async fn remember(
    tx: &mut Tx,
    ids: RunIds,
    kind: ImportedKind,
    (key, new): (&str, i64),
) -> Result<()> {
    const REMEMBER: &str = "INSERT INTO imported (origin_id, kind, old_key, new_id, import_id)
        VALUES ($1, $2, $3, $4, $5)";
    query(REMEMBER)
        .bind(ids.origin)
        .bind(kind.code())
        .bind(key)
        .bind(new)
        .bind(ids.import)
        .execute(tx)
        .await?;
    Ok(())
}

/// Makes the wanted accounts, without a password.
async fn insert_accounts(
    tx: &mut Tx,
    staging: &mut Staging,
    ids: RunIds,
    now: Timestamp,
) -> Result<()> {
    let wanted: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT key, name, email FROM persons WHERE is_wanted AND account IS NULL ORDER BY key",
    )
    .fetch_all(&mut staging.db)
    .await?;
    for (key, name, email) in wanted {
        let new = NewAccount {
            name: Name::stored(name),
            email: Email::stored(email),
            password: String::new(),
            role: Role::Member,
        };
        let id = match add(tx, &new, now).await {
            Ok(id) => id,
            Err(error) if is_taken(&error, "accounts") => return Err(Error::Busy),
            Err(error) => return Err(error.into()),
        };
        remember(tx, ids, ImportedKind::Account, (&key, id)).await?;
        sqlx::query("UPDATE persons SET new_account = ? WHERE key = ?")
            .bind(id)
            .bind(&key)
            .execute(&mut staging.db)
            .await?;
    }
    Ok(())
}

/// Returns the account of a person, if it has one or was just made.
async fn account_of(staging: &mut Staging, key: &str) -> Result<Option<i64>> {
    let account = "SELECT COALESCE(account, new_account) FROM persons WHERE key = ?";
    let account: Option<Option<i64>> =
        sqlx::query_scalar(account).bind(key).fetch_optional(&mut staging.db).await?;
    Ok(account.flatten())
}

/// Returns the account that signs contents without an author.
pub(super) async fn nobody(staging: &mut Staging) -> Result<i64> {
    let account = account_of(staging, NOBODY).await?;
    account.ok_or_else(|| Error::Internal(anyhow!("contents without an author")))
}

/// Makes the new articles and own pages.
async fn insert_contents(
    tx: &mut Tx,
    staging: &mut Staging,
    run: &ImportRun<'_>,
    ids: RunIds,
    now: Timestamp,
) -> Result<()> {
    type NewThread = (i64, String, String, String);
    let mut after = 0;
    loop {
        let next: Option<NewThread> = sqlx::query_as(
            "SELECT id, key, target, content FROM threads
            WHERE is_new AND content IS NOT NULL AND id > ? ORDER BY id LIMIT 1",
        )
        .bind(after)
        .fetch_optional(&mut staging.db)
        .await?;
        let Some((row, key, target, content)) = next else { return Ok(()) };
        after = row;
        let content: PlannedContent = serde_json::from_str(&content).map_err(anyhow::Error::new)?;
        let known = match &content.author {
            Some(author) => account_of(staging, author).await?,
            None => None,
        };
        let author = match known {
            Some(author) => author,
            None => nobody(staging).await?,
        };
        let body = with_pictures(staging, &content.body).await?;
        let made_at = content.made_at.or(content.published).map(moment).transpose()?;
        let made_at = made_at.unwrap_or(now).min(now);
        let slug = Slug::parse(&content.slug).ok_or_else(|| unknown("slug", &content.slug))?;
        let (kind, id) = if target == "page" {
            let page = OwnPage {
                title: content.title,
                slug,
                description: content.lead,
                body,
                published: content.published.is_some(),
            };
            (ImportedKind::Page, add_imported_page(tx, &page, author, made_at).await?)
        } else {
            let picture = picture_of(staging, content.picture).await?;
            let article = ArticleContent {
                title: content.title,
                slug,
                author,
                lead: content.lead,
                categories: content
                    .categories
                    .iter()
                    .filter_map(|name| Category::named(name))
                    .collect(),
                body,
                published: content.published.map(moment).transpose()?,
                planned: content.planned.map(moment).transpose()?,
                comments: if content.comments_open { Comments::Open } else { Comments::Closed },
                members_only: false,
                picture,
                caption: None,
                social_title: None,
                social_description: None,
            };
            let made = insert(tx, &article, run.account, made_at).await?;
            (ImportedKind::Article, made.map_err(|SlugTaken| Error::Busy)?)
        };
        remember(tx, ids, kind, (&key, id)).await?;
        sqlx::query("UPDATE threads SET new_id = ? WHERE id = ?")
            .bind(id)
            .bind(row)
            .execute(&mut staging.db)
            .await?;
    }
}

/// Remembers where the old addresses of threads and pictures lead.
async fn insert_addresses(tx: &mut Tx, staging: &mut Staging, ids: RunIds) -> Result<()> {
    const ADD: &str =
        "INSERT INTO old_addresses (path, host, article_id, page_id, picture_id, import_id)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (path, host) DO NOTHING";
    type Address = (String, String, Option<i64>, Option<i64>, Option<i64>);
    let addresses: Vec<Address> = sqlx::query_as(
        "SELECT a.path, a.host, CASE WHEN m.target = 'article' THEN m.new_id END,
            CASE WHEN m.target = 'page' THEN m.new_id END, NULL
        FROM addresses a JOIN threads t ON t.id = a.thread JOIN threads m ON m.id = t.main
        WHERE m.new_id IS NOT NULL AND m.target <> 'site'
        UNION ALL
        SELECT path, host, NULL, NULL, COALESCE(there, new_id) FROM pictures
        WHERE path IS NOT NULL AND COALESCE(there, new_id) IS NOT NULL",
    )
    .fetch_all(&mut staging.db)
    .await?;
    for (path, host, article, page, picture) in addresses {
        query(ADD)
            .bind(path)
            .bind(host)
            .bind(article)
            .bind(page)
            .bind(picture)
            .bind(ids.import)
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Counts the new comments of each article, and numbers its threads anew if it had some before.
async fn count_threads(tx: &mut Tx, counts: &ThreadCounts) -> Result<()> {
    const COUNT: &str = "UPDATE articles SET threads = threads + $2,
            visible_comments = visible_comments + $3
        WHERE id = $1";
    // First below zero, because no two threads may have one number at any moment.
    const NUMBER: &str = "UPDATE comments SET ordinal = -numbered.place FROM (
            SELECT id, ROW_NUMBER() OVER (ORDER BY shown_at, id) AS place FROM comments
            WHERE article_id = $1 AND ordinal IS NOT NULL
        ) numbered WHERE numbered.id = comments.id";
    const ABOVE_ZERO: &str =
        "UPDATE comments SET ordinal = -ordinal WHERE article_id = $1 AND ordinal < 0";
    for (article, count) in counts {
        query(COUNT).bind(article).bind(count.threads).bind(count.visible).execute(tx).await?;
        if count.had_threads && count.threads > 0 {
            query(NUMBER).bind(article).execute(tx).await?;
            query(ABOVE_ZERO).bind(article).execute(tx).await?;
        }
    }
    Ok(())
}

/// Lets no digest go out about comments that were held elsewhere.
async fn quiet_digests(tx: &mut Tx, now: Timestamp) -> Result<()> {
    const QUIET: &str = "UPDATE accounts SET digest_at = $1
        WHERE digest_at IS NULL AND role <> 'member' AND left_at IS NULL";
    query(QUIET).bind(micros(now)).execute(tx).await?;
    Ok(())
}
