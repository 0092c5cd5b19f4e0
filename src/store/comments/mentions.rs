//! Mentions in comments: the commenters named and those of them who want mail about it.

use crate::account::Email;
use crate::error::Result;
use crate::markup::{Html, Names};
use crate::store::{Store, query_as, query_scalar};

/// Maximum number of recipients of mail about the mentions in one comment.
const TOLD_MAX: usize = 10;

/// Comment that mentions other commenters.
#[derive(Clone, Debug)]
pub struct MentionNews {
    /// Name of the author.
    pub name: Option<String>,
    /// Text of the comment.
    pub html: Html,
    /// Title of the article under which the comment stands.
    pub article_title: String,
    /// First comment of the thread.
    pub root: i64,
    /// Addresses of the mentioned commenters who want mail about it, each once, at most `TOLD_MAX`.
    pub to: Vec<Email>,
}

#[derive(sqlx::FromRow)]
struct NamingRow {
    article_id: i64,
    name: Option<String>,
    html: String,
    article_title: String,
    root_id: i64,
}

impl Store {
    pub(in crate::store) const NAMED_BEFORE: &str = "SELECT c.id, COALESCE(w.name, c.name)
        FROM comments c LEFT JOIN accounts w ON w.id = c.account_id
        WHERE c.article_id = $1 AND c.id < $2 AND c.state = 'visible' AND COALESCE(w.name, c.name)
            IS NOT NULL";
    pub(in crate::store) const WANTS_MENTIONS: &str = "SELECT COALESCE(pa.email, p.email)
        FROM comments p JOIN comments c ON c.id = $2
            LEFT JOIN accounts pa ON pa.id = p.account_id LEFT JOIN accounts ca ON ca.id =
            c.account_id
            LEFT JOIN mailboxes m ON m.email_key = COALESCE(pa.email_key, p.email_key)
        WHERE p.id = $1 AND p.state = 'visible' AND NOT COALESCE(m.mentions_off, FALSE)
            AND COALESCE(pa.email_key, p.email_key) IS NOT NULL
            AND COALESCE(ca.email_key, c.email_key, '') <> COALESCE(pa.email_key, p.email_key)
            AND (p.account_id IS NOT NULL OR (m.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM
            comments n
                WHERE n.email_key = p.email_key AND n.article_id = p.article_id AND n.account_id IS
            NULL AND n.notify)))";

    /// Returns the commenters mentioned in a comment who want mail about it.
    ///
    /// These are members, unless they stopped that mail, and guests who asked for mail about
    /// answers to a comment on this article and confirmed their address. `None` if readers do not
    /// see the comment or it mentions nobody.
    pub async fn mention_news(&self, comment: i64) -> Result<Option<MentionNews>> {
        const NAMING: &str = "SELECT c.article_id, COALESCE(w.name, c.name) AS name, c.html,
            t.title AS article_title,
                COALESCE(c.root_id, c.id) AS root_id
            FROM comments c JOIN articles t ON t.id = c.article_id LEFT JOIN accounts w ON w.id =
            c.account_id
            WHERE c.id = $1 AND c.state = 'visible'";
        let row: Option<NamingRow> =
            query_as(NAMING).bind(comment).fetch_optional(&mut self.reader()).await?;
        let Some(row) = row.filter(|row| row.html.contains('@')) else { return Ok(None) };
        let html = Html::stored(row.html);
        let before: Vec<(i64, String)> = query_as(Self::NAMED_BEFORE)
            .bind(row.article_id)
            .bind(comment)
            .fetch_all(&mut self.reader())
            .await?;
        let mut names = Names::default();
        for (id, name) in &before {
            names.add(name, *id);
        }
        let mut to: Vec<Email> = Vec::new();
        for named in names.named_in(&html, comment) {
            let email: Option<String> = query_scalar(Self::WANTS_MENTIONS)
                .bind(named)
                .bind(comment)
                .fetch_optional(&mut self.reader())
                .await?;
            let email = email.map(Email::stored);
            to.extend(email.filter(|email| to.iter().all(|known| known.key() != email.key())));
        }
        to.truncate(TOLD_MAX);
        let (name, article_title, root) = (row.name, row.article_title, row.root_id);
        Ok((!to.is_empty()).then_some(MentionNews { name, html, article_title, root, to }))
    }
}
