//! Appeals against moderation decisions, which another moderator decides.

/// Least length of an appeal in characters: "nee" is not a ground.
pub const TEXT_MIN: usize = 10;
/// Greatest length of an appeal in characters.
///
/// As long as the longest explanation of a report, so that both sides have the same room.
pub const TEXT_MAX: usize = 5_000;
/// Greatest length of an answer in characters: about ten sentences, to be read in an e-mail.
pub const ANSWER_MAX: usize = 2_000;

/// Message key of the reason for which input was refused.
pub type Refusal = &'static str;

/// Outcome of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The appeal is granted and the decision is undone.
    Granted,
    /// The decision stands.
    Upheld,
}

impl Outcome {
    /// Both outcomes.
    pub const ALL: [Self; 2] = [Self::Granted, Self::Upheld];

    /// Returns the stable code of the outcome, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Upheld => "upheld",
        }
    }

    /// Returns the outcome with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Kind of decision that is appealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// Removal of the appellant's comment.
    Removal,
    /// Decision to keep a comment that the appellant reported.
    Keeping,
    /// Ban of the appellant.
    Ban,
}

impl Against {
    /// Returns the stable code of the kind, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Removal => "removal",
            Self::Keeping => "keeping",
            Self::Ban => "ban",
        }
    }
}

/// Checks and normalizes the text of an appeal.
///
/// Trims it, unifies line endings to `\n` and drops other control characters.
pub fn text(typed: &str) -> Result<String, Refusal> {
    let text = clean(typed);
    match text.chars().count() {
        0 => Err("appeal-text-missing"),
        1..TEXT_MIN => Err("appeal-text-short"),
        n if n > TEXT_MAX => Err("appeal-text-long"),
        _ => Ok(text),
    }
}

/// Checks and normalizes a moderator's answer, as [`text`] does.
pub fn answer(typed: &str) -> Result<String, Refusal> {
    let answer = clean(typed);
    match answer.chars().count() {
        0 => Err("appeal-answer-missing"),
        n if n > ANSWER_MAX => Err("appeal-answer-long"),
        _ => Ok(answer),
    }
}

fn clean(typed: &str) -> String {
    let united = typed.replace("\r\n", "\n").replace('\r', "\n");
    united.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_bounds() {
        assert_eq!(text(" \r\n"), Err("appeal-text-missing"));
        assert_eq!(text("Oneerlijk"), Err("appeal-text-short"));
        assert_eq!(text("Dit klopt\r\nniet."), Ok("Dit klopt\nniet.".to_owned()));
        assert_eq!(text(&"x".repeat(TEXT_MAX + 1)), Err("appeal-text-long"));
        assert_eq!(answer(""), Err("appeal-answer-missing"));
        assert!(answer(&"x".repeat(ANSWER_MAX + 1)).is_err());
    }

    #[test]
    fn outcomes_have_their_codes() {
        assert!(
            Outcome::ALL
                .into_iter()
                .all(|outcome| Outcome::from_code(outcome.code()) == Some(outcome))
        );
        assert_eq!(Outcome::from_code("misschien"), None);
    }
}
