//! Whether a comment is shown at once, as one function over what is known of its writer, of what it says and of how busy it is.
//!
//! Reputation comes first: whoever proved an address and was read before is hindered by no flood. Then comes what a comment says,
//! and last the code, which stops only the simplest programs (`benches/attack`).

use crate::comment::{Brake, Hold};
use crate::config::Guests;

/// How well the writer of a comment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A guest who typed an address.
    Unknown,
    /// A guest who reads the mail of their address, in this browser.
    Confirmed,
    /// The same, of whom a comment was accepted and none removed lately.
    Proved,
    /// Somebody with an account.
    Member,
}

impl Standing {
    /// A word before what a bucket counts, so that each standing has buckets of its own; whoever is proved shares those of
    /// members.
    pub fn class(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Confirmed => "confirmed ",
            Self::Proved | Self::Member => "proved ",
        }
    }

    /// Returns true if a code is asked.
    pub fn answers_code(self) -> bool {
        self < Self::Proved
    }
}

/// What is known of a comment before it is stored.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts are independent of each other")]
pub struct Facts {
    /// Its writer.
    pub standing: Standing,
    /// What the board asks of guests.
    pub policy: Guests,
    /// A moderator let a comment of this writer through.
    pub let_through: bool,
    /// It came without a code.
    pub unreadable: bool,
    /// A rule of the board found something.
    pub ruled: bool,
    /// Another one of today says much the same.
    pub repeated: bool,
    /// Far more comments come in than usual.
    pub pressed: bool,
    /// The browser or the network asked for many codes that it did not answer, or answered many wrong.
    pub guesses: bool,
    /// There is room for one more that readers see at once.
    pub room: bool,
    /// How likely a moderator is to remove it, from 0 to 1; `None` where nothing has learnt that yet.
    pub score: Option<f32>,
}

/// The score from which a moderator looks first.
const LIKELY: f32 = 0.9;

impl Facts {
    /// Returns what the comment waits for, and what held it where no rule of the board did; `None` when it is shown at once.
    pub fn hold(&self) -> Option<(Hold, Option<Brake>)> {
        if self.standing == Standing::Member {
            return self.ruled.then_some((Hold::Rule, None));
        }
        let is_unknown = self.standing == Standing::Unknown;
        if self.unreadable {
            return Some((Hold::Unreadable, None));
        }
        if self.ruled || self.score.is_some_and(|score| score >= LIKELY) {
            return Some((Hold::Rule, None));
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
        ruled: false,
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
            assert_eq!(Facts { standing, ruled: true, ..QUIET }.hold(), Some((Hold::Rule, None)));
        }
        let scored = Facts { score: Some(0.95), ..QUIET };
        assert_eq!(scored.hold(), Some((Hold::Rule, None)));
        assert_eq!(Facts { standing: Standing::Member, ..scored }.hold(), None);
        assert_eq!(Facts { score: Some(0.5), ..QUIET }.hold(), None);
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
