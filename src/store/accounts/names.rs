//! Names of accounts: whose a name is that somebody writes under.

use crate::account::Name;
use crate::error::Result;
use crate::store::{Store, query_as, query_scalar};

impl Store {
    pub(in crate::store) const NAMED: &str = "SELECT COUNT(*) FROM accounts WHERE name_key = $1";

    /// Returns whether a member has this name, or one that looks like it.
    pub async fn is_member_name(&self, name: &Name) -> Result<bool> {
        let count: i64 =
            query_scalar(Self::NAMED).bind(name.key()).fetch_one(&mut self.reader()).await?;
        Ok(count > 0)
    }

    pub(in crate::store) const STAFF_NAMED: &str =
        "SELECT COUNT(*) FROM accounts WHERE name_key = $1 AND role <> 'member'";

    /// Returns whether a name is that of a staff member, apart from punctuation.
    pub async fn is_staff_name(&self, name: &Name) -> Result<bool> {
        let count: i64 = query_scalar(Self::STAFF_NAMED)
            .bind(name.bare().key())
            .fetch_one(&mut self.reader())
            .await?;
        Ok(count > 0)
    }

    pub(in crate::store) const NAMED_OR_STAFF: &str = "SELECT
        EXISTS (SELECT 1 FROM accounts WHERE name_key = $1),
        EXISTS (SELECT 1 FROM accounts WHERE name_key = $2 AND role <> 'member')";

    /// Returns whether a name is that of a member, and whether it is that of a staff member, apart
    /// from punctuation.
    pub async fn whose_name(&self, name: &Name) -> Result<(bool, bool)> {
        Ok(query_as(Self::NAMED_OR_STAFF)
            .bind(name.key())
            .bind(name.bare().key())
            .fetch_one(&mut self.reader())
            .await?)
    }
}
