//! Moderation: decisions about comments, their valid transitions and their log.

pub mod appeal;
pub mod ban;
pub mod filter;
pub mod report;

use jiff::{SignedDuration, Timestamp};

use crate::comment::{Comment, Hold, Reason, State};

/// Greatest length of a note in characters: a remark, not a file.
pub const NOTE_MAX: usize = 1_000;
/// Time in which a moderator can undo the last decision.
///
/// Long enough to notice a mistake, too short to rewrite history.
pub const UNDO: SignedDuration = SignedDuration::from_mins(10);
/// Time for which an opened case is reserved: a long comment and its thread, read twice.
pub const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// Greatest number of cases decided at once: two pages of a queue.
pub const BULK_MAX: usize = 100;

/// Decision of a moderator about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Keeps or publishes it.
    Keep,
    /// Removes it and shows the reason in its place.
    Remove(Reason),
    /// Undoes a removal.
    Restore,
}

/// Message key of the reason for which input is not a valid decision.
pub type Refusal = &'static str;

impl Decision {
    /// Returns the decision with these codes; a removal needs a reason.
    pub fn from_codes(decision: &str, reason: &str) -> Result<Self, Refusal> {
        match decision {
            "keep" => Ok(Self::Keep),
            "restore" => Ok(Self::Restore),
            "remove" => match (Reason::from_code(reason), reason) {
                (Some(reason), _) => Ok(Self::Remove(reason)),
                (None, "") => Err("decision-reason-missing"),
                (None, _) => Err("decision-reason-unknown"),
            },
            _ => Err("decision-unknown"),
        }
    }

    /// Returns the stable codes of the decision and of the reason for a removal.
    pub fn codes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Keep => ("keep", None),
            Self::Remove(reason) => ("remove", Some(reason.code())),
            Self::Restore => ("restore", None),
        }
    }

    /// Returns the new state of the comment, or an error if the decision does not apply.
    ///
    /// A second removal corrects the reason. Only a removed comment can be restored; one that
    /// readers never saw is held again, so that undoing its removal does not publish it.
    pub fn applied_to(self, comment: &Comment) -> Result<State, Refusal> {
        match (self, comment.state) {
            (Self::Keep, State::Held | State::Visible) => Ok(State::Visible),
            (Self::Restore, State::Removed(_)) if comment.is_expunged() => {
                Err("decision-restore-expunged")
            }
            (Self::Restore, State::Removed(_)) => {
                Ok(if comment.shown { State::Visible } else { State::Held })
            }
            (Self::Remove(reason), _) => Ok(State::Removed(reason)),
            (Self::Keep, State::Removed(_)) => Err("decision-keep-removed"),
            (Self::Restore, State::Held | State::Visible) => Err("decision-restore-visible"),
        }
    }
}

/// Reason for which a moderator must leave a case to a colleague, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recusal {
    /// Wrote the comment.
    Author,
    /// Submitted the appeal.
    Appellant,
    /// Made the decision that is appealed.
    Decider,
}

impl Recusal {
    /// Returns the key of the message that explains it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Author => "recusal-author",
            Self::Appellant => "recusal-appellant",
            Self::Decider => "recusal-decider",
        }
    }
}

/// Involvement of a moderator in a case, and availability of colleagues.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the others do not decide")]
pub struct Involvement {
    /// True if they wrote the comment.
    pub is_author: bool,
    /// True if they submitted the appeal.
    pub is_appellant: bool,
    /// True if they made the decision that is appealed.
    pub is_decider: bool,
    /// True if there is another moderator.
    pub has_colleague: bool,
    /// True if another moderator neither wrote the comment nor submitted the appeal.
    pub has_neutral_colleague: bool,
}

impl Involvement {
    /// Returns the reason for which they may not decide the case.
    ///
    /// If everybody available is involved, the one who made the decision may decide first; the
    /// author and the appellant only if they have no colleague at all.
    pub fn recusal(self) -> Option<Recusal> {
        match self {
            Self { is_author: true, has_colleague: true, .. } => Some(Recusal::Author),
            Self { is_appellant: true, has_colleague: true, .. } => Some(Recusal::Appellant),
            Self { is_decider: true, has_neutral_colleague: true, .. } => Some(Recusal::Decider),
            _ => None,
        }
    }
}

/// Origin of a decision, which its author is told (EU DSA, art. 17, 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Own initiative of a moderator.
    Own,
    /// Report.
    Report,
    /// Filter rule of the board.
    Rule,
    /// Appeal against an earlier decision.
    Appeal,
}

impl Route {
    /// All origins.
    pub const ALL: [Self; 4] = [Self::Own, Self::Report, Self::Rule, Self::Appeal];

    /// Returns the stable code of the origin, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Report => "report",
            Self::Rule => "rule",
            Self::Appeal => "appeal",
        }
    }

    /// Key of the message that names it to readers.
    pub fn key(self) -> &'static str {
        match self {
            Self::Own => "public-route-own",
            Self::Report => "public-route-report",
            Self::Rule => "public-route-rule",
            Self::Appeal => "public-route-appeal",
        }
    }

    /// Returns the origin with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.code() == code)
    }

    /// Returns the origin of a decision that is not about an appeal.
    pub fn found(state: State, held_for: Option<Hold>, open_reports: i64) -> Self {
        if open_reports > 0 {
            Self::Report
        } else if state == State::Held && held_for == Some(Hold::Rule) {
            Self::Rule
        } else {
            Self::Own
        }
    }
}

/// Returns the end of a ban given with a removal, from the code in the form.
///
/// The outer `None` is no ban (empty code), the inner `None` a permanent one (`forever`).
pub fn ban_ends(code: &str, now: Timestamp) -> Result<Option<Option<Timestamp>>, Refusal> {
    match code {
        "" => Ok(None),
        "forever" => Ok(Some(None)),
        "7" | "30" | "365" => {
            let days: i64 = code.parse().map_err(|_| "ban-unknown")?;
            Ok(Some(Some(now + SignedDuration::from_hours(24 * days))))
        }
        _ => Err("ban-unknown"),
    }
}

/// Checks and normalizes a note, `None` if empty; the error is a message key.
pub fn note(typed: &str) -> Result<Option<String>, Refusal> {
    let note = typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
    match note.chars().count() {
        0 => Ok(None),
        n if n > NOTE_MAX => Err("decision-note-too-long"),
        _ => Ok(Some(note)),
    }
}

/// Entry of the moderation log.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// Row id; increases with time.
    pub id: i64,
    /// Row id of the first decision of the same request.
    pub action: i64,
    /// Row id of the decision that it undid.
    pub undoes: Option<i64>,
    /// Row id of the comment.
    pub comment_id: i64,
    /// Title of the article of the comment.
    pub article_title: String,
    /// Author of the comment; `None` for a former commenter.
    pub author: Option<String>,
    /// Account id of the moderator.
    pub moderator_id: i64,
    /// Name of the moderator.
    pub moderator: String,
    /// Decision.
    pub decision: Decision,
    /// Origin of the decision.
    pub route: Route,
    /// Note of the moderator.
    pub note: Option<String>,
    /// Version of the comment after the decision.
    pub version: i64,
    /// Time of the decision.
    pub made_at: Timestamp,
}

/// Subject of a moderator's note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteAbout {
    /// Comment and the decision about it.
    Case,
    /// Author of the comment.
    Commenter,
}

impl NoteAbout {
    /// Returns the stable code of the subject, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Commenter => "person",
        }
    }

    /// Returns the subject with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Case, Self::Commenter].into_iter().find(|about| about.code() == code)
    }
}

/// Greatest score in per mille: less than one filter match weighs.
pub const SCORE_MAX: i64 = 999;

/// Returns a likelihood from 0 to 1 in per mille, as scores are stored.
pub fn per_mille(likelihood: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a likelihood is at most 1")]
    let score = (likelihood * 1_000.0) as i64;
    score.clamp(0, SCORE_MAX)
}

/// Returns the priority of a case: reports first, then held comments, then filter matches, then
/// the score in per mille.
///
/// Cases of equal priority are sorted by age.
pub fn urgency(reports: i64, illegal: bool, held: bool, findings: usize, score: i64) -> i64 {
    const REPORT: i64 = 10_000; // A reader took the trouble to report it.
    const ILLEGAL: i64 = 100_000; // The law demands a timely decision (EU DSA, art. 16, 6).
    const HELD: i64 = 5_000; // Its author is waiting.
    const FINDING: i64 = 1_000; // A filter rule is a guess.
    let findings = i64::try_from(findings).unwrap_or(i64::MAX / 2);
    REPORT * reports
        + if illegal { ILLEGAL } else { 0 }
        + if held { HELD } else { 0 }
        + FINDING * findings
        + score.clamp(0, SCORE_MAX)
}

/// Queue of comments for moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// All comments that no moderator has reviewed.
    Review,
    /// Reported comments.
    Reported,
    /// Comments held until a moderator decides.
    Held,
    /// Appealed decisions, oldest first.
    Appeals,
    /// Removed comments, latest first.
    Removed,
}

impl Queue {
    /// All queues, in the order of the tabs.
    pub const ALL: [Self; 5] =
        [Self::Review, Self::Reported, Self::Held, Self::Appeals, Self::Removed];

    /// Returns the stable code of the queue, as in URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Reported => "reported",
            Self::Held => "held",
            Self::Appeals => "appeals",
            Self::Removed => "removed",
        }
    }

    /// Returns the queue with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::Author;
    use crate::markup::Html;

    fn comment(state: State, shown: bool) -> Comment {
        let (author, html) = (Author::Former, Html::stored("<p>Tekst</p>".into()));
        Comment {
            id: 1,
            article_id: 1,
            parent: None,
            author,
            state,
            shown,
            held_for: None,
            html,
            posted_at: Timestamp::UNIX_EPOCH,
            version: 1,
            useful: 0,
        }
    }

    #[test]
    fn which_step_may_follow_which() {
        let removed = comment(State::Removed(Reason::Spam), true);
        let (held, visible) = (comment(State::Held, false), comment(State::Visible, true));
        assert_eq!(Decision::Keep.applied_to(&held), Ok(State::Visible));
        assert_eq!(Decision::Keep.applied_to(&visible), Ok(State::Visible));
        assert_eq!(Decision::Keep.applied_to(&removed), Err("decision-keep-removed"));
        assert_eq!(Decision::Restore.applied_to(&removed), Ok(State::Visible));
        assert_eq!(
            Decision::Restore.applied_to(&comment(State::Removed(Reason::Spam), false)),
            Ok(State::Held)
        );
        assert_eq!(Decision::Restore.applied_to(&held), Err("decision-restore-visible"));
        for any in [held, visible, removed] {
            assert_eq!(
                Decision::Remove(Reason::Insult).applied_to(&any),
                Ok(State::Removed(Reason::Insult))
            );
        }
    }

    #[test]
    fn what_was_expunged_stays_away() {
        let expunged =
            Comment { html: Html::default(), ..comment(State::Removed(Reason::Privacy), true) };
        assert_eq!(Decision::Restore.applied_to(&expunged), Err("decision-restore-expunged"));
    }

    #[test]
    fn nobody_judges_themselves_unless_they_are_alone() {
        let nobody = Involvement::default();
        let with = Involvement { has_colleague: true, has_neutral_colleague: true, ..nobody };
        assert_eq!(with.recusal(), None);
        let author = Involvement { is_author: true, ..nobody };
        assert_eq!(author.recusal(), None);
        let author = Involvement { has_colleague: true, ..author };
        assert_eq!(author.recusal(), Some(Recusal::Author));
        let decider = Involvement { is_decider: true, ..with };
        assert_eq!(decider.recusal(), Some(Recusal::Decider));
        let decider = Involvement { has_neutral_colleague: false, ..decider };
        assert_eq!(decider.recusal(), None, "the only colleague is the author");
        let appellant = Involvement { is_appellant: true, has_colleague: true, ..nobody };
        assert_eq!(appellant.recusal(), Some(Recusal::Appellant));
    }

    #[test]
    fn a_route_is_what_led_to_a_decision() {
        assert_eq!(Route::found(State::Visible, None, 0), Route::Own);
        assert_eq!(Route::found(State::Held, Some(Hold::Rule), 0), Route::Rule);
        assert_eq!(
            Route::found(State::Visible, Some(Hold::Rule), 0),
            Route::Own,
            "it was let through before"
        );
        assert_eq!(Route::found(State::Held, Some(Hold::Rule), 2), Route::Report);
        assert!(Route::ALL.into_iter().all(|route| Route::from_code(route.code()) == Some(route)));
    }

    #[test]
    fn bans_last_days_or_forever() {
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(ban_ends("", now), Ok(None));
        assert_eq!(ban_ends("forever", now), Ok(Some(None)));
        assert_eq!(ban_ends("7", now), Ok(Some(Some(now + SignedDuration::from_hours(168)))));
        assert_eq!(ban_ends("8", now), Err("ban-unknown"));
    }

    #[test]
    fn a_removal_needs_a_reason() {
        assert_eq!(Decision::from_codes("remove", "insult"), Ok(Decision::Remove(Reason::Insult)));
        assert_eq!(Decision::from_codes("remove", ""), Err("decision-reason-missing"));
        assert_eq!(Decision::from_codes("remove", "dislike"), Err("decision-reason-unknown"));
        assert_eq!(Decision::from_codes("keep", "insult"), Ok(Decision::Keep));
        assert_eq!(Decision::from_codes("", ""), Err("decision-unknown"));
    }

    #[test]
    fn notes_are_optional_and_short() {
        assert_eq!(note("  "), Ok(None));
        assert_eq!(note(" derde keer "), Ok(Some("derde keer".into())));
        assert!(note(&"x".repeat(NOTE_MAX + 1)).is_err());
    }
}
