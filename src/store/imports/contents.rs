//! Contents and people of a plan in the staging database, and where they are on the board.

use super::plan::Target;
use super::staging::{PlannedContent, Staging};
use crate::account::{Email, Role};
use crate::article::Slug;
use crate::error::Result;
use crate::store::{Store, query_as, query_scalar};

/// Key of the person who signs contents without an author.
pub(super) const NOBODY: &str = "";
/// Number of people read at once.
const BATCH: i64 = 200;

/// Article or page that is made.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct NewContent {
    /// Number in the staging database.
    pub id: i64,
    /// Key in the other system.
    pub key: String,
    /// Host of its main address.
    pub host: Option<String>,
    /// Path of its main address.
    pub path: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// True if comments are allowed, if the file tells.
    pub comments_open: Option<bool>,
    /// Time at which it was made in microseconds, if the file tells.
    pub made_at: Option<i64>,
    /// Time of its first comment in microseconds.
    pub first_comment_at: Option<i64>,
    /// True if it becomes an own page.
    pub is_page: bool,
    /// Article of the file in JSON, if it has one.
    pub article: Option<String>,
}

/// Person who needs an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StagedPerson {
    /// Key in the other system.
    pub key: String,
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// Numbers of rows that a plan makes.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct PlannedCounts {
    /// Articles.
    pub articles: i64,
    /// Own pages.
    pub pages: i64,
    /// Pages of sites.
    pub site_pages: i64,
    /// Visible comments.
    pub visible: i64,
    /// Held comments.
    pub held: i64,
    /// Tombstones.
    pub tombstones: i64,
    /// Accounts.
    pub accounts: i64,
    /// Pictures.
    pub pictures: i64,
}

/// Old address of a page: host, path, its new path if it is planned, and its place if it is there.
pub type NewPath = (String, String, Option<String>, Option<Target>);

impl Staging {
    /// Returns the next new article or page after a number.
    pub async fn next_content(&mut self, after: i64) -> Result<Option<NewContent>> {
        let next = "SELECT t.id, t.key, t.host, t.path, t.title, t.comments_open, t.made_at,
                (SELECT MIN(c.posted_at) FROM comments c WHERE c.thread_id = t.id)
                    AS first_comment_at,
                t.target = 'page' AS is_page, t.article
            FROM threads t WHERE t.is_new AND t.target <> 'site' AND t.id > ?
            ORDER BY t.id LIMIT 1";
        Ok(sqlx::query_as(next).bind(after).fetch_optional(&mut self.db).await?)
    }

    /// Sets the content of a new article or page.
    pub async fn set_content(&mut self, id: i64, content: &PlannedContent) -> Result<()> {
        let content = serde_json::to_string(content).map_err(anyhow::Error::new)?;
        sqlx::query("UPDATE threads SET content = ? WHERE id = ?")
            .bind(content)
            .bind(id)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Sets the path that a new article or page will have on the board.
    pub async fn set_new_path(&mut self, id: i64, path: &str) -> Result<()> {
        sqlx::query("UPDATE threads SET new_path = ? WHERE id = ?")
            .bind(path)
            .bind(id)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Returns all old addresses of pages that have a place on the board.
    pub async fn new_paths(&mut self) -> Result<Vec<NewPath>> {
        type PathRow = (String, String, Option<String>, String, Option<i64>);
        let paths: Vec<PathRow> = sqlx::query_as(
            "SELECT a.host, a.path, m.new_path, m.target, m.new_id
            FROM addresses a JOIN threads t ON t.id = a.thread JOIN threads m ON m.id = t.main
            WHERE m.target NOT IN ('none', 'site')",
        )
        .fetch_all(&mut self.db)
        .await?;
        let target = |kind: &str, id: Option<i64>| match (kind, id) {
            ("article", Some(id)) => Some(Target::Article(id)),
            ("page", Some(id)) => Some(Target::Page(id)),
            _ => None,
        };
        Ok(paths
            .into_iter()
            .map(|(host, path, new, kind, id)| (host, path, new, target(&kind, id)))
            .collect())
    }

    /// Returns the addresses of the pictures that have files: host, path and number.
    pub async fn picture_addresses(&mut self) -> Result<Vec<(String, String, i64)>> {
        let addresses = "SELECT host, path, id FROM pictures
            WHERE path IS NOT NULL AND (hash IS NOT NULL OR there IS NOT NULL)";
        Ok(sqlx::query_as(addresses).fetch_all(&mut self.db).await?)
    }

    /// Returns the number of the picture with this key, if it has a file.
    pub async fn picture_of_key(&mut self, key: &str) -> Result<Option<i64>> {
        let picture = "SELECT id FROM pictures
            WHERE key = ? AND (hash IS NOT NULL OR there IS NOT NULL)";
        Ok(sqlx::query_scalar(picture).bind(key).fetch_optional(&mut self.db).await?)
    }

    /// Marks the people who need an account: authors of new contents, and members if wanted.
    ///
    /// The others are left out.
    pub async fn want_authors(&mut self, members: bool) -> Result<()> {
        let unknown = "INSERT OR IGNORE INTO persons (key, name)
            SELECT DISTINCT json_extract(content, '$.author'), json_extract(content, '$.author')
            FROM threads WHERE is_new AND json_extract(content, '$.author') IS NOT NULL";
        let authors = "UPDATE persons SET is_wanted = 1 WHERE key IN
            (SELECT json_extract(content, '$.author') FROM threads WHERE is_new)";
        let all = "UPDATE persons SET is_member = 1, is_wanted = is_wanted OR email IS NOT NULL";
        let others = "INSERT INTO left_out (what, reason)
            SELECT 'person ' || key, 'member' FROM persons WHERE NOT is_wanted AND key <> ''";
        sqlx::query(unknown).execute(&mut self.db).await?;
        sqlx::query(authors).execute(&mut self.db).await?;
        if members {
            sqlx::query(all).execute(&mut self.db).await?;
        }
        sqlx::query(others).execute(&mut self.db).await?;
        Ok(())
    }

    /// Returns whether a new content or picture has no author.
    pub async fn lacks_author(&mut self) -> Result<bool> {
        let lacks = "SELECT EXISTS (SELECT 1 FROM threads
                WHERE is_new AND target <> 'site' AND json_extract(content, '$.author') IS NULL)
            OR EXISTS (SELECT 1 FROM pictures WHERE hash IS NOT NULL AND there IS NULL)";
        Ok(sqlx::query_scalar(lacks).fetch_one(&mut self.db).await?)
    }

    /// Adds the person who signs contents without an author: an account, or a name for a new one.
    pub async fn add_nobody(&mut self, account: Option<i64>, name: &str) -> Result<()> {
        sqlx::query("INSERT INTO persons (key, name, account, is_wanted) VALUES (?, ?, ?, 1)")
            .bind(NOBODY)
            .bind(name)
            .bind(account)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Returns people who need an account and have none, after a key.
    pub async fn wanted_people(&mut self, after: Option<&str>) -> Result<Vec<StagedPerson>> {
        let people = "SELECT key, name, email FROM persons
            WHERE is_wanted AND account IS NULL AND (?1 IS NULL OR key > ?1) ORDER BY key LIMIT ?2";
        let people = sqlx::query_as(people).bind(after).bind(BATCH);
        Ok(people.fetch_all(&mut self.db).await?)
    }

    /// Gives a person an account that is there.
    pub async fn give_account(&mut self, key: &str, account: i64) -> Result<()> {
        sqlx::query("UPDATE persons SET account = ? WHERE key = ?")
            .bind(account)
            .bind(key)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Sets the name and the address of the account that a person will have.
    pub async fn name_person(&mut self, key: &str, name: &str, email: &Email) -> Result<()> {
        sqlx::query("UPDATE persons SET name = ?, email = ? WHERE key = ?")
            .bind(name)
            .bind(email.as_str())
            .bind(key)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Counts the rows that the plan makes.
    pub async fn planned(&mut self) -> Result<PlannedCounts> {
        let counts = "SELECT
            (SELECT COUNT(*) FROM threads WHERE is_new AND target = 'article') AS articles,
            (SELECT COUNT(*) FROM threads WHERE is_new AND target = 'page') AS pages,
            (SELECT COUNT(*) FROM threads WHERE is_new AND target = 'site') AS site_pages,
            COALESCE(SUM(c.state = 'visible'), 0) AS visible,
            COALESCE(SUM(c.state = 'held'), 0) AS held,
            COALESCE(SUM(c.state = 'removed'), 0) AS tombstones,
            (SELECT COUNT(*) FROM persons WHERE is_wanted AND account IS NULL) AS accounts,
            (SELECT COUNT(*) FROM pictures WHERE hash IS NOT NULL AND there IS NULL) AS pictures
            FROM plan p JOIN comments c ON c.id = p.comment";
        Ok(sqlx::query_as(counts).fetch_one(&mut self.db).await?)
    }
}

impl Store {
    /// Returns the number of the article that has or had this slug.
    pub async fn article_by_slug(&self, slug: &Slug) -> Result<Option<i64>> {
        const ARTICLE: &str = "SELECT article_id FROM article_slugs WHERE slug = $1";
        Ok(query_scalar(ARTICLE).bind(slug.as_str()).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns whether no own page has or had this slug.
    pub async fn is_page_slug_free(&self, slug: &Slug) -> Result<bool> {
        const PAGES: &str = "SELECT COUNT(*) FROM static_page_slugs WHERE slug = $1";
        let pages: i64 =
            query_scalar(PAGES).bind(slug.as_str()).fetch_one(&mut self.reader()).await?;
        Ok(pages == 0)
    }

    /// Returns a place if it is still there, else none.
    pub async fn if_there(&self, target: Target) -> Result<Target> {
        if let Target::Article(id) = target
            && self.is_site_page(id).await?
        {
            return Ok(Target::SitePage(id));
        }
        Ok(if self.path_of(target).await?.is_some() { target } else { Target::None })
    }

    /// Returns the path of an article or own page, if it is there.
    pub async fn path_of(&self, target: Target) -> Result<Option<String>> {
        const ARTICLE: &str = "SELECT '/articles/' || slug FROM articles WHERE id = $1";
        const PAGE: &str = "SELECT '/pages/' || v.slug FROM static_pages p
            JOIN static_page_versions v ON v.page_id = p.id AND v.number = p.version
            WHERE p.id = $1";
        let (statement, id) = match target {
            Target::Article(id) => (ARTICLE, id),
            Target::Page(id) => (PAGE, id),
            Target::NewArticle
            | Target::NewPage
            | Target::SitePage(_)
            | Target::NewSitePage
            | Target::None => return Ok(None),
        };
        Ok(query_scalar(statement).bind(id).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns the first account of an administrator, or of an editor if there is none.
    pub async fn first_editor(&self) -> Result<Option<i64>> {
        const FIRST: &str = "SELECT id FROM accounts
            WHERE role IN ($1, $2) AND left_at IS NULL ORDER BY role = $2, id LIMIT 1";
        Ok(query_scalar(FIRST)
            .bind(Role::Admin.code())
            .bind(Role::Editor.code())
            .fetch_optional(&mut self.reader())
            .await?)
    }

    pub(in crate::store) const OLD_ADDRESS: &str = "SELECT host, article_id, page_id, picture_id
        FROM old_addresses WHERE path = $1 ORDER BY host";

    /// Returns the place of an old address, of this host or of any.
    ///
    /// The path is in one spelling, with the query.
    pub async fn old_address(&self, path: &str, host: Option<&str>) -> Result<Option<OldPlace>> {
        type AddressRow = (String, Option<i64>, Option<i64>, Option<i64>);
        let rows: Vec<AddressRow> =
            query_as(Self::OLD_ADDRESS).bind(path).fetch_all(&mut self.public_reader()).await?;
        let of_host = rows.iter().find(|row| host == Some(row.0.as_str()));
        let any = rows.first().filter(|_| host.is_none_or(str::is_empty));
        Ok(of_host.or(any).and_then(|row| match row {
            (_, Some(id), ..) => Some(OldPlace::Article(*id)),
            (_, _, Some(id), _) => Some(OldPlace::Page(*id)),
            (_, _, _, Some(id)) => Some(OldPlace::Picture(*id)),
            _ => None,
        }))
    }
}

/// Place of an old address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldPlace {
    /// Article, by its number.
    Article(i64),
    /// Own page, by its number.
    Page(i64),
    /// Picture, by its number.
    Picture(i64),
}

impl From<OldPlace> for Target {
    fn from(place: OldPlace) -> Self {
        match place {
            OldPlace::Article(id) => Self::Article(id),
            OldPlace::Page(id) => Self::Page(id),
            OldPlace::Picture(_) => Self::None,
        }
    }
}
