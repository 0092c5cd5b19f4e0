//! Reports: what anyone may say of a comment that breaks the rules, who counts as one person, and what the law asks of a notice.
//! What becomes of a report is decided with the comment (`moderation`).

use sha2::{Digest, Sha256};

use crate::account::{Account, Email, Name};
use crate::comment::Reason;
use crate::locale::Sentence;

/// The longest explanation, in characters: two pages; whoever has a file to hand over has a lawyer to send it.
pub const EXPLANATION_MAX: usize = 5_000;
/// The shortest explanation of what breaks the law, in characters: what it is and why does not fit in less (EU DSA, art. 16, 2a).
pub const NOTICE_MIN: usize = 20;

/// Who reports, so that one person counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// Somebody with an account.
    Member(i64),
    /// Somebody without, by their network.
    Network(String),
}

/// A report as it was typed, good or not.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The code of the reason.
    pub reason: String,
    /// What is wrong with the comment.
    pub explanation: String,
    /// The name of who reports.
    pub name: String,
    /// Where they hear of it.
    pub email: String,
    /// Whether they say that it is true as far as they know.
    pub good_faith: bool,
}

/// A report that can be kept.
#[derive(Clone, Debug)]
pub struct Report {
    /// Why the comment should go.
    pub reason: Reason,
    /// What is wrong with it; may be empty unless it breaks the law.
    pub explanation: String,
    /// The name of who reports; a member's is their account's.
    pub name: Option<Name>,
    /// Where they hear what is decided; a member's is their account's.
    pub email: Option<Email>,
}

/// A field of the form, by the name it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Why the comment should go.
    Reason,
    /// What is wrong with it.
    Explanation,
    /// Who reports.
    Name,
    /// Where they hear of it.
    Email,
    /// That it is true as far as they know.
    GoodFaith,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which field.
    pub field: Field,
    /// How to mend it.
    pub sentence: Sentence,
}

impl Field {
    /// Its name in the form, and what the summary links to.
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
    /// What two reports of one comment share when they are one person's. A notice that something breaks the law is a statement
    /// of its own, and of one person: who shares a network with an earlier reporter still gets a receipt (EU DSA, art. 16, 4).
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

    /// The account, when there is one.
    pub fn account(&self) -> Option<i64> {
        match self {
            Self::Member(id) => Some(*id),
            Self::Network(_) => None,
        }
    }
}

impl Draft {
    /// All that is wrong with it, or a report. Members say who they are by their account.
    pub fn check(&self, member: Option<&Account>) -> Result<Report, Vec<Fault>> {
        let reason = Reason::from_code(&self.reason);
        let notice = reason == Some(Reason::Illegal);
        let mut faults = Vec::new();
        if reason.is_none() {
            faults.push(fault(Field::Reason, "report-reason-missing"));
        }
        let explanation = explanation(&self.explanation, notice)
            .map_err(|sentence| Fault { field: Field::Explanation, sentence });
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

fn fault(field: Field, key: &'static str) -> Fault {
    Fault { field, sentence: key.into() }
}

/// Trims and checks an explanation.
fn explanation(typed: &str, notice: bool) -> Result<String, Sentence> {
    let united = typed.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = united.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match text.chars().count() {
        0 if notice => Err("report-explanation-missing".into()),
        n if notice && n < NOTICE_MIN => Err("report-explanation-short".into()),
        n if n > EXPLANATION_MAX => {
            let over = i64::try_from(n - EXPLANATION_MAX).unwrap_or(i64::MAX);
            Err(Sentence::with("report-explanation-long", "over", over))
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
            Sentence::with("report-explanation-long", "over", 2)
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
