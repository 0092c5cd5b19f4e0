//! Recusal of moderators from cases in which they are involved.
//!
//! None judges a case they wrote, appealed against or decided while a colleague can. The check runs
//! inside the transaction that decides, after an update has locked the comment, so that no
//! concurrent decision is missed.

use std::collections::HashMap;

use super::case_statements::IS_ON_PAGE;
use super::cases::{CASES_PER_PAGE, ids_on_page};
use crate::error::{Error, Result};
use crate::moderation::{Involvement, Recusal};
use crate::store::sites::scope::may_decide;
use crate::store::{Store, Tx, query_as, query_scalar};

/// Involvement of a moderator in a case, as a row.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub(in crate::store) struct InvolvementRow {
    id: i64,
    is_author: bool,
    is_appellant: bool,
    is_decider: bool,
    has_colleague: bool,
    has_neutral_colleague: bool,
    is_out_of_scope: bool,
}

/// Fails with `Error::Forbidden` if a moderator is involved in a case, and with `Error::NotFound`
/// if they are bound to sites and the case is on none of them.
///
/// `statement` selects the involvement in the case with this id. If `admins` is true, only
/// administrators are colleagues who could decide instead.
pub(in crate::store) async fn recuse(
    tx: &mut Tx,
    statement: &'static str,
    case: i64,
    moderator: i64,
    admins: bool,
) -> Result<()> {
    let involved: Option<InvolvementRow> =
        query_as(statement).bind(case).bind(moderator).bind(admins).fetch_optional(tx).await?;
    if involved.as_ref().is_some_and(|row| row.is_out_of_scope) {
        return Err(Error::NotFound);
    }
    match involved.and_then(|row| row.recusal()) {
        Some(recusal) => Err(Error::Forbidden(recusal.sentence().into())),
        None => Ok(()),
    }
}

/// Builds a condition that the moderator `m` has a colleague who may decide about a comment `c`.
///
/// `$admins` restricts colleagues to administrators.
macro_rules! colleague {
    ($admins:literal, $and:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM accounts o WHERE o.role <> 'member' AND o.left_at IS NULL
                AND o.id <> m.id AND ",
            may_decide!("o", "c.site_id"),
            " AND (o.role = 'admin' OR NOT ",
            $admins,
            ")",
            $and,
            ")"
        )
    };
}

/// Builds a query for the involvement of a moderator in comments `c`.
///
/// Only appeals not decided yet count. The `+` keeps SQLite from reading all decisions of the
/// moderator.
macro_rules! involved {
    ($moderator:literal, $admins:literal) => {
        concat!(
            "SELECT c.id, COALESCE(c.account_id = m.id
                OR (c.proved AND c.email_key = m.email_key), FALSE) AS is_author,
                EXISTS (SELECT 1 FROM decisions d JOIN appeals p ON p.decision_id = d.id
                    JOIN reports r ON r.id = p.report_id
                    WHERE d.comment_id = c.id AND p.outcome IS NULL
                        AND r.account_id = m.id) AS is_appellant,
                EXISTS (SELECT 1 FROM decisions d JOIN appeals p ON p.decision_id = d.id
                    WHERE d.comment_id = c.id AND p.outcome IS NULL
                        AND +d.account_id = m.id) AS is_decider, ",
            colleague!($admins, ""),
            " AS has_colleague, ",
            colleague!(
                $admins,
                " AND o.id <> COALESCE(c.account_id, 0)
                    AND NOT EXISTS (SELECT 1 FROM decisions d JOIN appeals p ON p.decision_id = d.id
                        JOIN reports r ON r.id = p.report_id
                        WHERE d.comment_id = c.id AND p.outcome IS NULL AND r.account_id = o.id)"
            ),
            " AS has_neutral_colleague, NOT ",
            may_decide!("m", "c.site_id"),
            " AS is_out_of_scope
            FROM comments c JOIN accounts m ON m.id = ",
            $moderator
        )
    };
}

impl Store {
    pub(in crate::store) const INVOLVED: &str = concat!(involved!("$2", "$3"), " WHERE c.id = $1");
    pub(in crate::store) const INVOLVED_IN: &str =
        constcat::concat!(involved!("$51", "$52"), " WHERE c.id", IS_ON_PAGE);
    pub(in crate::store) const INVOLVED_IN_APPEAL: &str = concat!(
        "SELECT p.id, COALESCE(c.account_id = m.id
            OR (c.proved AND c.email_key = m.email_key), FALSE) AS is_author,
            COALESCE(r.account_id = m.id, FALSE)
                OR COALESCE(b.kind = 'member' AND b.value = CAST(m.id AS TEXT), FALSE)
                OR COALESCE(lower(p.email) = m.email_key, FALSE) AS is_appellant,
            COALESCE(d.account_id, b.made_by) = m.id AS is_decider, ",
        colleague!("$3", ""),
        " AS has_colleague, ",
        colleague!(
            "$3",
            " AND o.id <> COALESCE(c.account_id, 0)
                AND o.id <> COALESCE(r.account_id, 0)"
        ),
        " AS has_neutral_colleague, NOT ",
        may_decide!("m", "c.site_id"),
        " AS is_out_of_scope
        FROM appeals p JOIN accounts m ON m.id = $2 LEFT JOIN decisions d ON d.id = p.decision_id
            LEFT JOIN comments c ON c.id = d.comment_id LEFT JOIN reports r ON r.id = p.report_id
            LEFT JOIN bans b ON b.id = p.ban_id
        WHERE p.id = $1"
    );

    pub(in crate::store) const OPEN_APPEALS_ON: &str =
        "SELECT EXISTS (SELECT 1 FROM comments c WHERE c.article_id = $1 AND c.id IN
            (SELECT d.comment_id FROM decisions d WHERE d.id IN
                (SELECT p.decision_id FROM appeals p WHERE p.outcome IS NULL)))";

    /// Returns whether an appeal about a comment on an article is not decided yet.
    ///
    /// If so, some moderators may be involved in it.
    pub async fn has_open_appeals(&self, article: i64) -> Result<bool> {
        let open = query_scalar(Self::OPEN_APPEALS_ON).bind(article);
        Ok(open.fetch_one(&mut self.reader()).await?)
    }

    /// Returns the reasons why a moderator may not judge some of these comments.
    ///
    /// They are keyed by the number of the comment.
    pub async fn recusals(&self, ids: &[i64], moderator: i64) -> Result<HashMap<i64, Recusal>> {
        let mut found = HashMap::new();
        for ids in ids.chunks(CASES_PER_PAGE) {
            let rows: Vec<InvolvementRow> = query_as(Self::INVOLVED_IN)
                .bind_all(ids_on_page(ids))
                .bind(moderator)
                .bind(false)
                .fetch_all(&mut self.reader())
                .await?;
            found.extend(rows.iter().filter_map(|row| Some((row.id, row.recusal()?))));
        }
        Ok(found)
    }

    /// Returns the reason why a moderator may not judge a comment.
    ///
    /// With `admins`, only other administrators, who may expunge too, count as colleagues.
    pub async fn recusal(
        &self,
        comment: i64,
        moderator: i64,
        admins: bool,
    ) -> Result<Option<Recusal>> {
        self.involved(Self::INVOLVED, comment, moderator, admins).await
    }

    /// Returns the reason why a moderator may not decide an appeal.
    pub async fn appeal_recusal(&self, appeal: i64, moderator: i64) -> Result<Option<Recusal>> {
        self.involved(Self::INVOLVED_IN_APPEAL, appeal, moderator, false).await
    }

    async fn involved(
        &self,
        statement: &'static str,
        case: i64,
        moderator: i64,
        admins: bool,
    ) -> Result<Option<Recusal>> {
        let row: Option<InvolvementRow> = query_as(statement)
            .bind(case)
            .bind(moderator)
            .bind(admins)
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(row.and_then(|row| row.recusal()))
    }
}

impl InvolvementRow {
    pub(in crate::store) fn recusal(&self) -> Option<Recusal> {
        let involvement = Involvement {
            is_author: self.is_author,
            is_appellant: self.is_appellant,
            is_decider: self.is_decider,
            has_colleague: self.has_colleague,
            has_neutral_colleague: self.has_neutral_colleague,
        };
        involvement.recusal()
    }
}
