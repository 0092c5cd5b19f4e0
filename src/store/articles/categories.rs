//! Categories: adding, renaming, merging and deleting them.
//!
//! The slug of a category never changes.

use super::address;
use crate::article::{Category, Slug};
use crate::error::Result;
use crate::store::{Store, query, query_as, query_scalar};

/// Error: the slug belongs to another category, or to one that was merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameTaken;

/// Category with the number of its articles.
#[derive(Clone, Debug)]
pub struct CategoryRow {
    /// Id of the category.
    pub id: i64,
    /// The category.
    pub category: Category,
    /// Number of articles in it, published or not.
    pub articles: i64,
}

impl Store {
    /// Returns every category, in the order of the slugs.
    pub async fn categories(&self) -> Result<Vec<CategoryRow>> {
        const ALL: &str = "SELECT c.id, c.slug, c.name, COUNT(ac.article_id) FROM categories c
            LEFT JOIN article_categories ac ON ac.category_id = c.id GROUP BY c.id, c.slug, c.name";
        let rows: Vec<(i64, String, String, i64)> =
            query_as(ALL).fetch_all(&mut self.reader()).await?;
        let filed = |(id, slug, name, articles): (i64, String, String, i64)| {
            Ok(CategoryRow { id, category: Category { slug: address(&slug)?, name }, articles })
        };
        let mut all = rows.into_iter().map(filed).collect::<Result<Vec<_>>>()?;
        // The databases collate capitals and accents differently.
        all.sort_by_key(|filed| (filed.category.slug.as_str().to_owned(), filed.id));
        Ok(all)
    }

    /// Returns the slug of the category that the one with this slug was merged into.
    pub async fn merged_category(&self, slug: &Slug) -> Result<Option<Slug>> {
        const MERGED: &str = "SELECT c.slug FROM merged_categories m
            JOIN categories c ON c.id = m.category_id WHERE m.slug = $1";
        let found: Option<String> = query_scalar(MERGED)
            .bind(slug.as_str())
            .fetch_optional(&mut self.public_reader())
            .await?;
        found.map(|slug| address(&slug)).transpose()
    }

    /// Adds a category, unless its slug is taken.
    pub async fn add_category(&self, category: &Category) -> Result<Result<(), NameTaken>> {
        const ADD: &str = "INSERT INTO categories (slug, name) SELECT $1, $2
            WHERE NOT EXISTS (SELECT 1 FROM merged_categories WHERE slug = $1)
            ON CONFLICT (slug) DO NOTHING";
        let add = query(ADD).bind(category.slug.as_str()).bind(&category.name);
        let added = self.execute(add).await?;
        Ok(if added > 0 { Ok(()) } else { Err(NameTaken) })
    }

    /// Renames a category, whose slug stays, and returns whether it exists.
    pub async fn rename_category(&self, id: i64, name: &str) -> Result<bool> {
        const RENAME: &str = "UPDATE categories SET name = $2 WHERE id = $1";
        Ok(self.execute(query(RENAME).bind(id).bind(name)).await? > 0)
    }

    /// Moves the articles of a category to another one, deletes it, and redirects its slug.
    ///
    /// Returns false, and changes nothing, unless both exist.
    pub async fn merge_categories(&self, id: i64, into: i64) -> Result<bool> {
        const BOTH: &str = "SELECT COUNT(*) FROM categories WHERE id = $1 OR id = $2";
        const FILE: &str = "INSERT INTO article_categories (article_id, category_id, position)
            SELECT article_id, $2, position FROM article_categories WHERE category_id = $1
            ON CONFLICT (article_id, category_id) DO NOTHING";
        const UNFILE: &str = "DELETE FROM article_categories WHERE category_id = $1";
        const FOLLOW: &str = "UPDATE merged_categories SET category_id = $2 WHERE category_id = $1";
        const LEAD: &str = "INSERT INTO merged_categories (slug, category_id)
            SELECT slug, $2 FROM categories WHERE id = $1";
        const SHOW: &str = "UPDATE navigation SET category_id = $2 WHERE category_id = $1
            AND NOT EXISTS (SELECT 1 FROM navigation n
                WHERE n.area = navigation.area AND n.category_id = $2)";
        const DELETE: &str = "DELETE FROM categories WHERE id = $1";
        self.write(|mut tx| async move {
            let both: i64 = query_scalar(BOTH).bind(id).bind(into).fetch_one(&mut tx).await?;
            if both != 2 {
                return Ok(tx.roll_back(false));
            }
            query(FILE).bind(id).bind(into).execute(&mut tx).await?;
            query(UNFILE).bind(id).execute(&mut tx).await?;
            query(FOLLOW).bind(id).bind(into).execute(&mut tx).await?;
            query(LEAD).bind(id).bind(into).execute(&mut tx).await?;
            query(SHOW).bind(id).bind(into).execute(&mut tx).await?;
            query(DELETE).bind(id).execute(&mut tx).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Deletes a category that has no articles, and returns whether it was deleted.
    pub async fn drop_category(&self, id: i64) -> Result<bool> {
        const DROP: &str = "DELETE FROM categories WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM article_categories WHERE category_id = $1)";
        Ok(self.execute(query(DROP).bind(id)).await? > 0)
    }
}
