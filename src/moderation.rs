//! Judging comments: which decisions there are, which may follow which, and the record they leave.

use jiff::{SignedDuration, Timestamp};

use crate::comment::{Comment, Hold, Reason, State};

/// The longest note, in characters: a remark, not a file.
pub const NOTE_MAX: usize = 1_000;
/// How long somebody may take back what they decided last: long enough to see a slip of the finger, too short to rewrite history.
pub const UNDO: SignedDuration = SignedDuration::from_mins(10);
/// How long who opens a case has it to themselves: a long comment and its thread, read twice.
pub const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// The most cases decided at once: two pages of a queue.
pub const BULK_MAX: usize = 100;

/// What a moderator decides about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stays, or appears at last.
    Keep,
    /// It goes, and a tombstone says why.
    Remove(Reason),
    /// It comes back.
    Restore,
}

/// Why something that was sent is not a decision; each is the key of a sentence.
pub type Refusal = &'static str;

impl Decision {
    /// The decision with these codes; a removal needs a reason.
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

    /// The stable code, and the reason's when there is one.
    pub fn codes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Keep => ("keep", None),
            Self::Remove(reason) => ("remove", Some(reason.code())),
            Self::Restore => ("restore", None),
        }
    }

    /// What the comment becomes. Removing twice is how a reason is corrected; only what was removed can be restored, and what
    /// readers never saw goes back to waiting: taking back a removal publishes nothing.
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

/// Why a moderator leaves a case to a colleague, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recusal {
    /// They wrote the comment.
    Author,
    /// They appeal themselves.
    Appellant,
    /// They made the decision that somebody appeals against.
    Decider,
}

impl Recusal {
    /// The key of the sentence that says so.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Author => "recusal-author",
            Self::Appellant => "recusal-appellant",
            Self::Decider => "recusal-decider",
        }
    }
}

/// What a moderator has to do with a case, and who else could judge it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the others do not decide")]
pub struct Involvement {
    /// Whether they wrote the comment.
    pub is_author: bool,
    /// Whether they appeal.
    pub is_appellant: bool,
    /// Whether they made the decision appealed against.
    pub is_decider: bool,
    /// Whether anybody else judges comments.
    pub has_colleague: bool,
    /// Whether somebody does who neither wrote the comment nor appeals.
    pub has_neutral_colleague: bool,
}

impl Involvement {
    /// Why they may not judge it. Of those concerned who made a decision comes first to look again where nobody else can, and who
    /// wrote the comment or appeals last.
    pub fn recusal(self) -> Option<Recusal> {
        match self {
            Self { is_author: true, has_colleague: true, .. } => Some(Recusal::Author),
            Self { is_appellant: true, has_colleague: true, .. } => Some(Recusal::Appellant),
            Self { is_decider: true, has_neutral_colleague: true, .. } => Some(Recusal::Decider),
            _ => None,
        }
    }
}

/// How a decision came up; the author is told (EU DSA, art. 17, 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A moderator saw it.
    Own,
    /// Somebody reported it.
    Report,
    /// A rule of the board held it.
    Rule,
    /// Somebody appealed against an earlier decision.
    Appeal,
}

impl Route {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::Report, Self::Rule, Self::Appeal];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Report => "report",
            Self::Rule => "rule",
            Self::Appeal => "appeal",
        }
    }

    /// The route with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.code() == code)
    }

    /// How a decision came up that no appeal led to.
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

/// How long a ban lasts that comes with a removal, from the code in the form; empty is no ban, forever has no end.
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

/// Checks a note; the error is the key of a sentence.
pub fn note(typed: &str) -> Result<Option<String>, Refusal> {
    let note = typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
    match note.chars().count() {
        0 => Ok(None),
        n if n > NOTE_MAX => Err("decision-note-too-long"),
        _ => Ok(Some(note)),
    }
}

/// A decision as it stands in the log.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its number: later ones have higher numbers.
    pub id: i64,
    /// The number of the first decision of the same request; its own where it stands alone.
    pub action: i64,
    /// The decision it took back.
    pub undoes: Option<i64>,
    /// The comment it is about.
    pub comment_id: i64,
    /// The article that comment stands under.
    pub article_title: String,
    /// Who wrote the comment; `None` is a former commenter.
    pub author: Option<String>,
    /// Whose account decided.
    pub moderator_id: i64,
    /// The name of that account.
    pub moderator: String,
    /// What was decided.
    pub decision: Decision,
    /// How it came up.
    pub route: Route,
    /// What was said with it.
    pub note: Option<String>,
    /// The comment's version after it.
    pub version: i64,
    /// When.
    pub made_at: Timestamp,
}

/// What a note of a moderator is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteAbout {
    /// A comment and what to decide about it.
    Case,
    /// Who wrote it.
    Person,
}

impl NoteAbout {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Person => "person",
        }
    }

    /// What the code stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Case, Self::Person].into_iter().find(|about| about.code() == code)
    }
}

/// How urgently a case waits: reports first, then what was never shown, then what the rules found; age breaks ties.
pub fn urgency(reports: i64, illegal: bool, held: bool, findings: usize) -> i64 {
    const REPORT: i64 = 10; // somebody was hurt or annoyed enough to say so
    const ILLEGAL: i64 = 100; // the law asks for a timely answer (EU DSA, art. 16, 6)
    const HELD: i64 = 5; // its writer waits
    const FINDING: i64 = 1; // a rule is a guess
    let findings = i64::try_from(findings).unwrap_or(i64::MAX / 2);
    REPORT * reports
        + if illegal { ILLEGAL } else { 0 }
        + if held { HELD } else { 0 }
        + FINDING * findings
}

/// What waits for a moderator, or was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Everything no moderator has looked at.
    Review,
    /// What somebody reported.
    Reported,
    /// Not shown until a moderator decides.
    Held,
    /// Decisions that somebody appealed against, oldest first.
    Appeals,
    /// Taken away, latest first.
    Removed,
}

impl Queue {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 5] =
        [Self::Review, Self::Reported, Self::Held, Self::Appeals, Self::Removed];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Reported => "reported",
            Self::Held => "held",
            Self::Appeals => "appeals",
            Self::Removed => "removed",
        }
    }

    /// The queue with this code.
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
