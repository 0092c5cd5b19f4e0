//! Checks of articles: text, versions and slugs.

use sqlx::FromRow;

use super::{Check, Invariant, RESTORE, Rows};
use crate::article;
use crate::error::Result;
use crate::markup;
use crate::store::{query, query_as, query_scalar};

/// Articles read at once. Some have a text of a megabyte.
const BATCH: i64 = 50;

/// Advice if a text was changed other than by a save.
const SAVE_AGAIN: &str = "Compare them at /desk and save the article again.";

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        table: "articles",
        what: "articles whose version is not that of their last save",
        find: "SELECT a.id FROM articles a WHERE a.version <>
            (SELECT COALESCE(MAX(v.number), 0) FROM article_versions v WHERE v.article_id = a.id)",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "articles",
        what: "articles whose text is not that of their last version",
        find: "SELECT a.id FROM articles a JOIN article_versions v
                ON v.article_id = a.id AND v.number = a.version
            WHERE a.title <> v.title OR a.body <> v.body
                OR COALESCE(a.lead, '') <> COALESCE(v.lead, '')
                OR COALESCE(a.social_title, '') <> COALESCE(v.social_title, '')
                OR COALESCE(a.social_description, '') <> COALESCE(v.social_description, '')",
        mend: &[],
        by_hand: SAVE_AGAIN,
    },
    Invariant {
        table: "article_versions",
        what: "articles with a gap in their versions",
        find: "SELECT article_id FROM article_versions GROUP BY article_id
            HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)",
        mend: &[],
        by_hand: RESTORE,
    },
    Invariant {
        table: "articles",
        what: "articles whose address is not one of theirs",
        find: "SELECT a.id FROM articles a WHERE NOT EXISTS
            (SELECT 1 FROM article_slugs s WHERE s.slug = a.slug AND s.article_id = a.id)",
        mend: &["INSERT INTO article_slugs (slug, article_id) SELECT a.slug, a.id
            FROM articles a WHERE TRUE
            ON CONFLICT (slug) DO NOTHING"],
        by_hand: "Another article has that address: give one of them another at /desk.",
    },
    Invariant {
        table: "articles",
        what: "pages of sites with an author, a text or a version, or that nobody sees",
        find: "SELECT a.id FROM articles a WHERE a.site_id IS NOT NULL
            AND (a.author_id IS NOT NULL OR a.body <> '' OR a.version <> 0
                OR a.published_at IS NULL)",
        mend: &[],
        by_hand: RESTORE,
    },
];

#[derive(FromRow)]
struct TextRow {
    id: i64,
    body: String,
    html: String,
    first_paragraph: String,
    words: i64,
}

impl TextRow {
    /// Derives HTML, first paragraph and word count from the source.
    ///
    /// `None` if they equal the stored ones.
    fn made_anew(&self) -> Option<(String, String, i64)> {
        let html = markup::article(&self.body).as_str().to_owned();
        let (first, words) = (markup::first_paragraph(&self.body), article::words(&self.body));
        let same = html.trim_end() == self.html.trim_end()
            && first == self.first_paragraph
            && words == self.words;
        (!same).then_some((html, first, words))
    }
}

impl Check<'_> {
    /// Renders the HTML of every article and compares it with the stored one.
    pub(super) async fn articles(&mut self) -> Result<()> {
        let outcome = self.article_texts().await;
        self.unless_damaged("articles", outcome).map(drop)
    }

    async fn article_texts(&mut self) -> Result<()> {
        const TEXTS: &str = "SELECT id, body, html, first_paragraph, words FROM articles
            WHERE id > $1 ORDER BY id LIMIT $2";
        const COUNT: &str = "SELECT COUNT(*) FROM articles";
        const MEND: &str = "UPDATE articles SET html = $2, first_paragraph = $3, words = $4
            WHERE id = $1 AND body = $5";
        let total: i64 = query_scalar(COUNT).fetch_one(&mut self.store.reader()).await?;
        // Rows up to this number may be an older version's, which is no damage.
        let outdated = self.store.outdated_up_to("article").await?;
        let (mut rows, mut last, mut done) = (Rows::default(), 0, 0);
        loop {
            let some: Vec<TextRow> =
                query_as(TEXTS).bind(last).bind(BATCH).fetch_all(&mut self.store.reader()).await?;
            let Some(end) = some.last() else { break };
            last = end.id;
            done += some.len() as u64;
            let anew = tokio::task::spawn_blocking(move || {
                let anew = |row: TextRow| Some((row.made_anew()?, row));
                let current = some.into_iter().filter(|row| row.id > outdated);
                current.filter_map(anew).collect::<Vec<_>>()
            });
            for ((html, first, words), row) in anew.await.map_err(anyhow::Error::new)? {
                rows.add(&row.id);
                if self.mend {
                    let mend = query(MEND).bind(row.id).bind(&html).bind(&first).bind(words);
                    self.store.execute(mend.bind(&row.body)).await?;
                }
            }
            self.tell("articles", done, total.unsigned_abs());
        }
        let remedy = self.mended();
        self.found("articles", "articles whose HTML is not what their text makes", rows, remedy);
        Ok(())
    }
}
