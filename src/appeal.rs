//! Appeals: asking another moderator to look again at what one decided, and what the answer may be.

/// The shortest text, in characters: "nee" is not a ground.
pub const TEXT_MIN: usize = 10;
/// The longest text, in characters: as long as the longest explanation of a report, so that both sides have the same room.
pub const TEXT_MAX: usize = 5_000;
/// The longest answer, in characters: a reasoned sentence or ten, which somebody has to read in a mail.
pub const ANSWER_MAX: usize = 2_000;

/// Why something that was typed will not do; each is the key of a sentence.
pub type Refusal = &'static str;

/// What the second moderator finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The appeal is right: what was decided is undone.
    Granted,
    /// What was decided stands.
    Upheld,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Granted, Self::Upheld];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Upheld => "upheld",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What somebody objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// That their comment was removed.
    Removal,
    /// That a comment they reported stays.
    Keeping,
    /// That they are banned.
    Ban,
}

impl Against {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Removal => "removal",
            Self::Keeping => "keeping",
            Self::Ban => "ban",
        }
    }
}

/// Checks what somebody brings against a decision.
pub fn text(typed: &str) -> Result<String, Refusal> {
    let text = clean(typed);
    match text.chars().count() {
        0 => Err("appeal-text-missing"),
        1..TEXT_MIN => Err("appeal-text-short"),
        n if n > TEXT_MAX => Err("appeal-text-long"),
        _ => Ok(text),
    }
}

/// Checks what a moderator answers.
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
