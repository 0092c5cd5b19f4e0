//! Reports of comments: input, identity of the reporter and legal requirements of a notice.
//!
//! Deciding about a report is left to `moderation`.

use sha2::{Digest, Sha256};

use crate::account::{Account, Email, Name};
use crate::comment::Reason;
use crate::locale::Message;

/// Greatest length of an explanation in characters: two pages; a longer case is for a lawyer.
pub const EXPLANATION_MAX: usize = 5_000;
/// Least length of an explanation of illegal content in characters.
///
/// The grounds do not fit in less (EU DSA, art. 16, 2a).
pub const NOTICE_MIN: usize = 20;

/// Reporter, so that each person counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// Account id of a member.
    Member(i64),
    /// Network of a person without an account.
    Network(String),
}

/// Input of the report form, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Code of the reason.
    pub reason: String,
    /// Explanation of what is wrong with the comment.
    pub explanation: String,
    /// Name of the reporter.
    pub name: String,
    /// E-mail address for the answer.
    pub email: String,
    /// True if the reporter declares to act in good faith.
    pub good_faith: bool,
}

/// Checked report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Reason for which the comment should be removed.
    pub reason: Reason,
    /// Explanation; may be empty unless the reason is illegal content.
    pub explanation: String,
    /// Name of the reporter; `None` if none was entered, and for a member.
    pub name: Option<Name>,
    /// E-mail address for the decision; `None` if none was entered, and for a member.
    pub email: Option<Email>,
}

/// Field of the report form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Reason for the removal.
    Reason,
    /// Explanation.
    Explanation,
    /// Name of the reporter.
    Name,
    /// E-mail address of the reporter.
    Email,
    /// Declaration of good faith.
    GoodFaith,
}

/// Validation error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Field that it concerns.
    pub field: Field,
    /// Message that says how to correct it.
    pub sentence: Message,
}

impl Field {
    /// Returns the name of the field in the form, which is also its anchor.
    pub fn id(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Explanation => "explanation",
            Self::Name => "name",
            Self::Email => "email",
            Self::GoodFaith => "good_faith",
        }
    }
}

impl Reporter {
    /// Returns a key that is equal for two reports of one comment by the same person.
    ///
    /// A notice of illegal content is counted apart and by e-mail address: a person on the same
    /// network as an earlier reporter still gets a receipt (EU DSA, art. 16, 4).
    pub fn key(&self, report: &Report) -> String {
        let who = match self {
            Self::Member(id) => format!("member {id}"),
            Self::Network(network) => network.clone(),
        };
        match (&report.email, report.reason) {
            (_, reason) if reason != Reason::Illegal => who,
            (None, _) => format!("{who} notice"),
            (Some(email), _) => {
                format!("{who} notice {}", hex::encode(&Sha256::digest(email.key())[..8]))
            }
        }
    }

    /// Returns the account id of a member.
    pub fn account(&self) -> Option<i64> {
        match self {
            Self::Member(id) => Some(*id),
            Self::Network(_) => None,
        }
    }
}

impl Draft {
    /// Checks the form and returns the report or all errors.
    ///
    /// The name and address of a member are those of the account and are ignored here.
    pub fn check(&self, member: Option<&Account>) -> Result<Report, Vec<FieldError>> {
        let reason = Reason::from_code(&self.reason);
        let notice = reason == Some(Reason::Illegal);
        let mut faults = Vec::new();
        if reason.is_none() {
            faults.push(fault(Field::Reason, "report-reason-missing"));
        }
        let explanation = explanation(&self.explanation, notice)
            .map_err(|sentence| FieldError { field: Field::Explanation, sentence });
        let typed = |text: &str| member.is_none() && (notice || !text.trim().is_empty());
        let name = typed(&self.name)
            .then(|| Name::new(&self.name).map_err(|key| fault(Field::Name, key)))
            .transpose();
        let email = typed(&self.email)
            .then(|| Email::new(&self.email).map_err(|key| fault(Field::Email, key)))
            .transpose();
        faults.extend(explanation.as_ref().err().cloned());
        faults.extend(name.as_ref().err().cloned());
        faults.extend(email.as_ref().err().cloned());
        if notice && !self.good_faith {
            faults.push(fault(Field::GoodFaith, "report-good-faith-missing"));
        }
        match (reason, explanation, name, email) {
            (Some(reason), Ok(explanation), Ok(name), Ok(email)) if faults.is_empty() => {
                Ok(Report { reason, explanation, name, email })
            }
            _ => Err(faults),
        }
    }
}

fn fault(field: Field, key: &'static str) -> FieldError {
    FieldError { field, sentence: key.into() }
}

/// Checks and normalizes an explanation.
fn explanation(typed: &str, notice: bool) -> Result<String, Message> {
    let united = typed.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = united.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match text.chars().count() {
        0 if notice => Err("report-explanation-missing".into()),
        n if notice && n < NOTICE_MIN => Err("report-explanation-short".into()),
        n if n > EXPLANATION_MAX => {
            let over = n - EXPLANATION_MAX;
            Err(Message::with("report-explanation-long", "over", over))
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(draft: &Draft) -> Vec<Field> {
        draft.check(None).unwrap_err().into_iter().map(|fault| fault.field).collect()
    }

    fn notice() -> Draft {
        Draft {
            reason: "illegal".into(),
            explanation: "Dit is laster over mijn bedrijf.".into(),
            name: "Fatima".into(),
            email: "f@post.example".into(),
            good_faith: true,
        }
    }

    #[test]
    fn a_report_needs_a_reason_and_nothing_else() {
        assert_eq!(faults(&Draft::default()), [Field::Reason]);
        let report = Draft { reason: "insult".into(), ..Draft::default() }.check(None).unwrap();
        assert_eq!((report.explanation.as_str(), report.name, report.email), ("", None, None));
        let typo = Draft { reason: "spam".into(), email: "f@".into(), ..Draft::default() };
        assert_eq!(faults(&typo), [Field::Email]);
        let long = Draft {
            reason: "spam".into(),
            explanation: "x".repeat(EXPLANATION_MAX + 2),
            ..Draft::default()
        };
        assert_eq!(
            long.check(None).unwrap_err()[0].sentence,
            Message::with("report-explanation-long", "over", 2_usize)
        );
    }

    #[test]
    fn a_notice_needs_everything_the_law_asks() {
        assert!(notice().check(None).is_ok());
        let bare = Draft { reason: "illegal".into(), ..Draft::default() };
        assert_eq!(
            faults(&bare),
            [Field::Explanation, Field::Name, Field::Email, Field::GoodFaith]
        );
        assert_eq!(
            faults(&Draft { explanation: "Mag niet".into(), ..notice() }),
            [Field::Explanation]
        );
    }

    #[test]
    fn one_person_is_one_reporter_and_a_notice_is_its_own() {
        let network = Reporter::Network("192.0.2.1".into());
        let insult =
            Draft { reason: "insult".into(), email: "a@post.example".into(), ..Draft::default() }
                .check(None)
                .unwrap();
        let spam = Draft { reason: "spam".into(), ..Draft::default() }.check(None).unwrap();
        assert_eq!(network.key(&insult), network.key(&spam));
        let first = notice().check(None).unwrap();
        let same = Draft { email: "F@POST.example".into(), ..notice() }.check(None).unwrap();
        let other = Draft { email: "g@post.example".into(), ..notice() }.check(None).unwrap();
        assert_eq!(network.key(&first), network.key(&same));
        assert_ne!(network.key(&first), network.key(&other));
        assert_ne!(network.key(&first), network.key(&insult));
        assert_eq!(Reporter::Member(7).key(&spam), "member 7");
    }
}
