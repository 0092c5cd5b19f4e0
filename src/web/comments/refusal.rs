//! Answers to a commenter who is banned or rate limited; the form keeps everything typed.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use super::attempt::{Attempt, Outcome};
use super::form::Notice;
use crate::account::Email;
use crate::app::metrics::CommentOutcome;
use crate::error::Result;
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::moderation::ban::{Ban, Kind};
use crate::security::token::Token;
use crate::store::moderation::BanLink;
use crate::web::page::{spend, too_many_requests};

/// Answer to a banned commenter.
pub(in crate::web) struct Banned {
    /// Sentence about the ban; only the banned account or browser is told the reason and the end.
    pub(in crate::web) text: Message,
    /// Path of the page for an appeal, the same every time.
    pub(in crate::web) appeal: String,
    /// True if the ban does not apply to whoever confirms the e-mail address.
    spares_owner: bool,
}

impl Attempt<'_> {
    /// Returns the answer to a banned commenter, and sends the owner of a banned e-mail address a
    /// link by e-mail.
    pub(super) async fn banned(&self, ban: &Ban) -> Result<Outcome> {
        let (app, network) = (self.app, self.visitor.network.as_str());
        if let Err(wait) = spend(app, &[(LimitedAction::Banned, network)]).await? {
            return Ok(self.too_many(wait));
        }
        let own = self.visitor.member.as_ref().filter(|_| ban.kind != Kind::Network);
        let whose = own.map_or_else(|| network.to_owned(), |account| account.id.to_string());
        let token = Token::new(app.keyed_hash("ban", &format!("{} {whose}", ban.id)).await?);
        let account = own.map(|account| (account.id, account.email.as_str()));
        let mailed = match (own, ban.kind, Email::known(&self.input.email)) {
            (None, Kind::Email, Ok(email)) => {
                let key = email.key();
                Some((app.keyed_hash("ban_mail", &format!("{} {key}", ban.id)).await?, key))
            }
            _ => None,
        };
        let mailed = mailed.map(|(token, email)| (Token::new(token), email));
        let mailed = mailed.as_ref().map(|(token, email)| (token, email.as_str()));
        let link = BanLink { token: &token, account };
        app.store.let_object(ban.id, &link, mailed, app.now()).await?;
        app.metrics.comments(CommentOutcome::Refused).add(1);
        let spares_owner = ban.spares_owner();
        let text = if own.is_some() || ban.kind == Kind::Browser {
            self.why_banned(ban)
        } else if spares_owner {
            "banned-unproved".into()
        } else {
            "banned-neutral".into()
        };
        Ok(Outcome::Banned(Banned {
            text,
            appeal: format!("/appeals/{}", token.text()),
            spares_owner,
        }))
    }

    /// Shows the form to a banned commenter, with a link to appeal.
    pub(super) async fn show_ban(self, banned: Banned) -> Result<Response> {
        let t = self.lang();
        let mut notice = Notice::new(t, "banned-heading", &banned.text)
            .with_link(t.say("banned-object"), banned.appeal);
        if banned.spares_owner {
            notice = notice.with_link(t.say("banned-confirm"), "/my-comments".to_owned());
        }
        self.show(StatusCode::FORBIDDEN, |form| form.notice = Some(notice)).await
    }

    /// Returns the message with the reason and the end of a ban.
    fn why_banned(&self, ban: &Ban) -> Message {
        let t = self.lang();
        let until = match ban.ends_at {
            Some(end) => {
                t.with("banned-until", &[("moment", self.calendar().date_time(end).into())])
            }
            None => t.say("banned-for-ever"),
        };
        let args = vec![("why", ended(&ban.why).into()), ("until", until.into())];
        Message { key: "banned", args }
    }

    /// Counts a submission that an exhausted rate limit refuses.
    pub(super) fn too_many(&self, wait: Duration) -> Outcome {
        self.app.metrics.comments(CommentOutcome::Refused).add(1);
        Outcome::TooMany { wait, by_others: self.others_sent_too_much() }
    }

    /// Shows the form to a commenter who is rate limited, with the time to wait.
    ///
    /// The text depends on whose comments exhausted the limit: their own, or those of others
    /// nearby.
    pub(super) async fn show_wait(self, wait: Duration, by_others: bool) -> Result<Response> {
        let t = self.lang();
        let (heading, text) = wait_keys(by_others);
        let notice = Notice::new(t, heading, &Message::with(text, "wait", t.duration(wait)));
        let response =
            self.show(StatusCode::TOO_MANY_REQUESTS, |form| form.notice = Some(notice)).await?;
        Ok(too_many_requests(response, wait))
    }
}

/// Returns the keys of the heading and the text for a commenter who is rate limited.
pub(in crate::web) fn wait_keys(by_others: bool) -> (&'static str, &'static str) {
    if by_others {
        ("form-crowded-heading", "form-crowded")
    } else {
        ("form-too-many-heading", "form-too-many")
    }
}

/// Returns a text with a full stop, unless it ends a sentence already: another sentence follows it.
fn ended(text: &str) -> String {
    let text = text.trim_end();
    let within = text.trim_end_matches(['"', '\'', '’', '”', ')']);
    if within.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_ends_once() {
        assert_eq!(ended("Spam"), "Spam.");
        for whole in ["Reclame.", "Hou op!", "U schreef ‘weg.’", "Waarom (en hoe?)", "En zo…"]
        {
            assert_eq!(ended(whole), whole);
        }
    }
}
