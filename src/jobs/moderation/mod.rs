//! E-mails about moderation decisions: to authors (`statement`), to reporters (`outcome`), to
//! appellants (`appeal`).

mod appeal;
mod outcome;
mod statement;

use jiff::Timestamp;

use super::outgoing::Outgoing;
use crate::app::App;
use crate::comment::Reason;
use crate::error::Result;
use crate::markup::{self, Html};
use crate::notify::{Event, Letter, Mail};
use crate::security::token::{Purpose, Token};
use crate::store::accounts::EmailToken;

/// Maximum length of a quotation in an e-mail, in characters; enough to recognize the comment.
const QUOTE_MAX: usize = 600;

/// Returns the e-mails for an event about moderation, or none for any other event.
pub(super) async fn compose(app: &App, event: &Event) -> Result<Outgoing> {
    let mut outgoing = Outgoing::default();
    match event {
        Event::Reported { report } => outcome::receipt(app, *report, &mut outgoing).await?,
        Event::Decided { decisions } => decided(app, decisions, &mut outgoing).await?,
        Event::Appealed { appeal } => appeal::receipt(app, *appeal, &mut outgoing).await?,
        Event::AppealAnswered { appeal } => appeal::answered(app, *appeal, &mut outgoing).await?,
        _ => {}
    }
    Ok(outgoing)
}

/// Adds the e-mails about decisions: one to the author about all of them, and one for each report.
async fn decided(app: &App, decisions: &[i64], outgoing: &mut Outgoing) -> Result<()> {
    let mut details = Vec::with_capacity(decisions.len());
    for id in decisions {
        details.extend(app.store.decision_details(*id).await?);
    }
    statement::compose(app, &details, outgoing);
    for decision in &details {
        outcome::compose(app, decision, None, outgoing).await?;
    }
    Ok(())
}

impl Outgoing {
    fn mail(&mut self, to: &str, letter: Letter) {
        self.mails.push(Mail::new(to, letter));
    }

    /// Issues a token for an appeal by the recipient of a decision; returns its URL and the time at
    /// which it expires.
    fn link(
        &mut self,
        app: &App,
        to: &str,
        decision: i64,
        report: Option<i64>,
    ) -> (String, Timestamp) {
        let token = Token::new(app.chance());
        let ticket = EmailToken {
            decision: Some(decision),
            report,
            email: Some(to.to_owned()),
            ..EmailToken::new(Purpose::Appeal, app.now())
        };
        let (address, ends_at) =
            (format!("{}/appeals/{}", app.config.public_url, token.text()), ticket.ends_at);
        self.tokens.push((token, ticket));
        (address, ends_at)
    }
}

/// Returns the beginning of a comment as plain text.
fn excerpt(html: &Html) -> String {
    markup::excerpt(html, QUOTE_MAX)
}

/// Returns the URL of the house rule for a reason.
fn house_rule(app: &App, reason: Reason) -> String {
    format!("{}/house-rules#{}", app.config.public_url, reason.code())
}
