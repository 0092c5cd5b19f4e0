//! First and last lines of every e-mail, as an administrator may change them.
//!
//! They are plain text, in which `{name}` stands for the name of the recipient and `{board}` for
//! that of the board. The templates of `mail/` escape them in HTML.

use crate::locale::{Lang, Message};

/// Greatest length of the greeting in characters, without the name that is filled in.
pub const GREETING_MAX: usize = 80;
/// Greatest length of the closing in characters.
pub const CLOSING_MAX: usize = 300;
/// Greatest number of lines of the closing.
pub const CLOSING_LINES: usize = 6;

/// Greeting and closing of e-mails; `None` stands for the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTexts {
    /// Line at the top: "Beste {name},".
    pub greeting: Option<String>,
    /// Lines below the message: "Groet," and a name.
    pub closing: Option<String>,
}

impl MailTexts {
    /// Parses a greeting of one line; `None` if it is empty.
    pub fn parse_greeting(typed: &str) -> Result<Option<String>, Message> {
        let greeting = words(typed);
        if greeting.chars().count() > GREETING_MAX {
            return Err(Message::with("look-too-long", "max", GREETING_MAX));
        }
        if has_other_place(&greeting, "{name}") {
            return Err("mail-greeting-place".into());
        }
        Ok(Some(greeting).filter(|greeting| !greeting.is_empty()))
    }

    /// Parses a closing of a few lines; `None` if it is empty.
    pub fn parse_closing(typed: &str) -> Result<Option<String>, Message> {
        let closing = typed.lines().map(words).collect::<Vec<_>>().join("\n").trim().to_owned();
        if closing.chars().count() > CLOSING_MAX {
            return Err(Message::with("look-too-long", "max", CLOSING_MAX));
        }
        if closing.lines().count() > CLOSING_LINES {
            return Err(Message::with("mail-closing-lines", "max", CLOSING_LINES));
        }
        if has_other_place(&closing, "{board}") {
            return Err("mail-closing-place".into());
        }
        Ok(Some(closing).filter(|closing| !closing.is_empty()))
    }

    /// Returns the greeting of an e-mail to a person, whose name may not be known.
    pub fn greeting(&self, t: Lang, name: Option<&str>) -> String {
        match (&self.greeting, name) {
            (Some(greeting), Some(name)) => greeting.replace("{name}", name),
            (Some(greeting), None) => greeting.replace("{name}", &t.say("mail-reader")),
            (None, Some(name)) => t.with("mail-greeting", &[("name", name.into())]),
            (None, None) => t.say("mail-greeting-unnamed"),
        }
    }

    /// Returns the lines of the closing.
    pub fn closing(&self, t: Lang, board: &str) -> Vec<String> {
        match &self.closing {
            Some(closing) => closing.replace("{board}", board).lines().map(str::to_owned).collect(),
            None => {
                vec![t.say("mail-closing"), t.with("mail-signature", &[("board", board.into())])]
            }
        }
    }
}

/// Returns the words of a line with single spaces between them.
fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a text has braces besides those of this place.
fn has_other_place(text: &str, place: &str) -> bool {
    text.replace(place, "").contains(['{', '}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_and_a_closing_are_filled_in_or_the_default() {
        let usual = MailTexts::default();
        assert_eq!(usual.greeting(Lang::Nl, Some("Anna")), "Beste Anna,");
        assert_eq!(usual.greeting(Lang::Nl, None), "Beste lezer,");
        assert_eq!(usual.closing(Lang::Nl, "Blad"), ["Groet,", "de redactie van Blad"]);
        let own = MailTexts {
            greeting: MailTexts::parse_greeting(" Dag  {name}, ").unwrap(),
            closing: MailTexts::parse_closing("Tot ziens,\r\n{board}  Utrecht\r\n\r\n").unwrap(),
        };
        assert_eq!(own.greeting(Lang::Nl, Some("{board} <b>")), "Dag {board} <b>,");
        assert_eq!(own.greeting(Lang::Nl, None), "Dag lezer,");
        assert_eq!(own.closing(Lang::Nl, "Blad"), ["Tot ziens,", "Blad Utrecht"]);
    }

    #[test]
    fn what_is_too_long_or_has_an_unknown_place_is_refused() {
        assert_eq!(MailTexts::parse_greeting(" "), Ok(None));
        assert_eq!(MailTexts::parse_closing("\n \n"), Ok(None));
        assert!(MailTexts::parse_greeting(&"a".repeat(81)).is_err());
        assert!(MailTexts::parse_greeting("Dag {naam},").is_err());
        assert!(MailTexts::parse_closing("Groet van {bord").is_err());
        assert!(MailTexts::parse_closing("a\nb\nc\nd\ne\nf\ng").is_err());
        assert!(MailTexts::parse_closing(&"a".repeat(301)).is_err());
    }
}
