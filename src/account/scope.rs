//! Part of the board that a moderator decides about.

/// Part of the board that an account decides about, if it may moderate.
///
/// A moderator with rows in `moderator_sites` is bound to pages of these sites. Editors and
/// administrators are never bound, whatever rows they have: they work for the whole board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every article and every page.
    Board,
    /// Pages of the sites that the account with this id is bound to.
    SitesOf(i64),
}

impl Scope {
    /// Returns the scope of an account that may be bound to sites.
    pub fn of(account: i64, is_bound: bool) -> Self {
        if is_bound { Self::SitesOf(account) } else { Self::Board }
    }

    /// Returns the id of the account that is bound, and 0 for the whole board.
    ///
    /// Statements take it as a parameter (`in_scope!`); no account has the id 0.
    pub fn account(self) -> i64 {
        match self {
            Self::Board => 0,
            Self::SitesOf(account) => account,
        }
    }

    /// Returns whether it is the whole board.
    pub fn is_board(self) -> bool {
        self == Self::Board
    }
}
