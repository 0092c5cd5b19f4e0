//! Letters about decisions: to authors (`statement`), to who reported (`outcome`), to who appealed (`appeal`).

mod appeal;
mod outcome;
mod statement;

use jiff::Timestamp;

use super::tell::Told;
use crate::app::App;
use crate::comment::Reason;
use crate::error::Result;
use crate::markup::Html;
use crate::notify::{Event, Letter, Mail};
use crate::store::Ticket;
use crate::ticket::{Purpose, Token};

/// The longest quote in a letter, in characters: enough to know which comment it was.
const QUOTE_MAX: usize = 600;

/// Who is told of an event, and what.
pub(super) async fn told(app: &App, event: &Event) -> Result<Told> {
    let mut told = Told::default();
    match event {
        Event::Reported { report } => outcome::receipt(app, *report, &mut told).await?,
        Event::Decided { decisions } => decided(app, decisions, &mut told).await?,
        Event::Appealed { appeal } => appeal::receipt(app, *appeal, &mut told).await?,
        Event::AppealAnswered { appeal } => appeal::answered(app, *appeal, &mut told).await?,
        _ => {}
    }
    Ok(told)
}

/// A moderator decided: the author is told in one letter, everybody who reported in one of their own.
async fn decided(app: &App, decisions: &[i64], told: &mut Told) -> Result<()> {
    let mut ruled = Vec::with_capacity(decisions.len());
    for id in decisions {
        ruled.extend(app.store.ruled(*id).await?);
    }
    statement::tell(app, &ruled, told);
    for decision in &ruled {
        outcome::tell(app, decision, None, told).await?;
    }
    Ok(())
}

impl Told {
    fn mail(&mut self, to: &str, letter: Letter) {
        self.mails.push(Mail::new(to, letter));
    }

    /// Issues a link to appeal with, to somebody who was told of a decision; gives its address, and until when it is good.
    fn link(
        &mut self,
        app: &App,
        to: &str,
        decision: i64,
        report: Option<i64>,
    ) -> (String, Timestamp) {
        let token = Token::new(app.chance());
        let ticket = Ticket {
            decision: Some(decision),
            report,
            email: Some(to.to_owned()),
            ..Ticket::new(Purpose::Appeal, app.now())
        };
        let (address, ends_at) =
            (format!("{}/appeals/{}", app.config.public_url, token.text()), ticket.ends_at);
        self.tickets.push((token, ticket));
        (address, ends_at)
    }
}

/// The beginning of a comment, as plain text.
fn excerpt(html: &Html) -> String {
    // `plain` puts a space where any element ends; within a line that would part a word from its comma.
    let inline = ["</em>", "</strong>", "</a>", "</code>", "</del>"];
    let html = inline.iter().fold(html.as_str().to_owned(), |html, end| html.replace(end, ""));
    let plain = Html::stored(html).plain();
    if plain.chars().count() <= QUOTE_MAX {
        return plain;
    }
    let cut: String = plain.chars().take(QUOTE_MAX).collect();
    format!("{}…", cut.trim_end())
}

/// Where the house rule of a reason stands.
fn house_rule(app: &App, reason: Reason) -> String {
    format!("{}/house-rules#{}", app.config.public_url, reason.code())
}
