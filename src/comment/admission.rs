//! Decision whether a new comment is published at once or held.
//!
//! One function over the reputation of the author, the content of the comment and the current load.
//!
//! Reputation comes first: rate limits and floods do not hold an author with a confirmed address
//! and an accepted comment. Content comes next, and the captcha last, since it stops only the
//! simplest programs (`benches/attack`).

use super::{Brake, Hold};
use crate::config::Guests;

/// Reputation of the author of a comment, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A guest who typed an e-mail address without confirming it.
    Unknown,
    /// A guest who confirmed the e-mail address in this browser.
    Confirmed,
    /// A confirmed guest with an accepted comment and none removed lately.
    Proved,
    /// A user with an account.
    Member,
}

impl Standing {
    /// Returns the prefix of rate-limit keys, so that each standing has its own buckets.
    ///
    /// Proved guests share the buckets of members.
    pub fn class(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Confirmed => "confirmed ",
            Self::Proved | Self::Member => "proved ",
        }
    }

    /// Returns whether the author must solve a captcha.
    pub fn answers_code(self) -> bool {
        self < Self::Proved
    }
}

/// Facts about a comment before it is stored.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts are independent of each other")]
pub struct Facts {
    /// Reputation of the author.
    pub standing: Standing,
    /// The board's setting for comments by guests.
    pub policy: Guests,
    /// True if a moderator has approved a comment of this author before.
    pub let_through: bool,
    /// True if the author asked for a comment without a captcha.
    pub unreadable: bool,
    /// True if a filter rule of the board matched.
    pub filtered: bool,
    /// True if another comment of today is nearly the same.
    pub repeated: bool,
    /// True if far more comments come in than usual.
    pub pressed: bool,
    /// True if the browser or network failed many captchas.
    ///
    /// It requested many without answering them, or answered many of them wrong.
    pub guesses: bool,
    /// True if the rate limit has room for one more comment that is published at once.
    pub room: bool,
    /// Score of the comment; `None` if the board holds no comment by its score.
    pub score: Option<Scored>,
}

/// Score of a comment, beside the one from which the board holds comments of guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Likelihood that a moderator removes it, in per mille.
    pub score: i64,
    /// Least score that is held, in per mille.
    pub threshold: i64,
}

impl Scored {
    fn is_held(self) -> bool {
        self.score >= self.threshold
    }
}

impl Facts {
    /// Returns the reason to hold the comment, or `None` to publish it at once.
    ///
    /// The second part is the brake that held it; it is `None` if the cause was a filter rule or
    /// the setting for guests.
    pub fn hold(&self) -> Option<(Hold, Option<Brake>)> {
        if self.standing == Standing::Member {
            return self.filtered.then_some((Hold::Rule, None));
        }
        let is_unknown = self.standing == Standing::Unknown;
        if self.unreadable {
            return Some((Hold::Unreadable, None));
        }
        if self.filtered {
            return Some((Hold::Rule, None));
        }
        if self.score.is_some_and(Scored::is_held) {
            return Some((Hold::Rule, Some(Brake::Score)));
        }
        match self.policy {
            Guests::Confirm if is_unknown => return Some((Hold::Email, None)),
            Guests::Approve if is_unknown || !self.let_through => {
                return Some((Hold::Approval, None));
            }
            Guests::Publish | Guests::Closed | Guests::Confirm | Guests::Approve => {}
        }
        let brakes = [
            (Brake::Similar, self.repeated && self.standing < Standing::Proved),
            (Brake::Flood, self.pressed && is_unknown),
            (Brake::Guesses, self.guesses && is_unknown),
            (Brake::Rate, !self.room),
        ];
        let (brake, _) = brakes.into_iter().find(|(_, holds)| *holds)?;
        Some((Hold::Rule, Some(brake)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: Facts = Facts {
        standing: Standing::Unknown,
        policy: Guests::Publish,
        let_through: false,
        unreadable: false,
        filtered: false,
        repeated: false,
        pressed: false,
        guesses: false,
        room: true,
        score: None,
    };

    #[test]
    fn a_quiet_board_shows_what_anybody_writes() {
        assert_eq!(QUIET.hold(), None);
    }

    #[test]
    fn a_flood_holds_whoever_is_unknown_and_nobody_else() {
        for (facts, hold) in [
            (Facts { pressed: true, ..QUIET }, (Hold::Rule, Some(Brake::Flood))),
            (Facts { guesses: true, ..QUIET }, (Hold::Rule, Some(Brake::Guesses))),
        ] {
            assert_eq!(facts.hold(), Some(hold));
            for standing in [Standing::Confirmed, Standing::Proved, Standing::Member] {
                assert_eq!(Facts { standing, ..facts }.hold(), None);
            }
        }
    }

    #[test]
    fn what_was_said_before_waits_unless_its_writer_was_read_before() {
        let repeated = Facts { repeated: true, ..QUIET };
        for (standing, hold) in [
            (Standing::Unknown, Some((Hold::Rule, Some(Brake::Similar)))),
            (Standing::Confirmed, Some((Hold::Rule, Some(Brake::Similar)))),
            (Standing::Proved, None),
            (Standing::Member, None),
        ] {
            assert_eq!(Facts { standing, ..repeated }.hold(), hold);
        }
    }

    #[test]
    fn a_rule_holds_everybody_and_a_score_every_guest() {
        for standing in [Standing::Unknown, Standing::Proved, Standing::Member] {
            assert_eq!(
                Facts { standing, filtered: true, ..QUIET }.hold(),
                Some((Hold::Rule, None))
            );
        }
        let score = |score| Some(Scored { score, threshold: 900 });
        let scored = Facts { score: score(900), ..QUIET };
        assert_eq!(scored.hold(), Some((Hold::Rule, Some(Brake::Score))));
        assert_eq!(Facts { standing: Standing::Member, ..scored }.hold(), None);
        assert_eq!(Facts { score: score(899), ..QUIET }.hold(), None);
    }

    #[test]
    fn what_the_board_asks_of_guests_comes_before_what_a_flood_does() {
        let confirm = Facts { policy: Guests::Confirm, pressed: true, ..QUIET };
        assert_eq!(confirm.hold(), Some((Hold::Email, None)));
        assert_eq!(Facts { standing: Standing::Confirmed, ..confirm }.hold(), None);
        let approve = Facts { policy: Guests::Approve, ..QUIET };
        assert_eq!(approve.hold(), Some((Hold::Approval, None)));
        let confirmed = Facts { standing: Standing::Confirmed, ..approve };
        assert_eq!(confirmed.hold(), Some((Hold::Approval, None)));
        assert_eq!(Facts { let_through: true, ..confirmed }.hold(), None);
        assert_eq!(Facts { unreadable: true, ..confirm }.hold(), Some((Hold::Unreadable, None)));
    }

    #[test]
    fn only_those_who_were_read_before_answer_no_code() {
        assert!(Standing::Unknown.answers_code() && Standing::Confirmed.answers_code());
        assert!(!Standing::Proved.answers_code() && !Standing::Member.answers_code());
    }
}
