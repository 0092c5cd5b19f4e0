//! E-mails to the author of a comment about a decision.
//!
//! A removal comes with a statement of reasons (EU DSA, art. 17).

use super::super::outgoing::Outgoing;
use super::{excerpt, house_rule};
use crate::app::App;
use crate::comment::{Reason, State};
use crate::moderation::{Decision, Route};
use crate::notify::Letter;
use crate::store::moderation::DecisionDetails;

/// Adds the e-mails to the author of these comments, if an address is known.
///
/// All of them have the same author.
pub(super) fn compose(app: &App, details: &[DecisionDetails], outgoing: &mut Outgoing) {
    let Some(to) = details.first().and_then(|decision| decision.comment.author.email()) else {
        return;
    };
    let to = to.as_str().to_owned();
    let removed: Vec<(&DecisionDetails, Reason)> = details
        .iter()
        .filter_map(|decision| match decision.decision {
            Decision::Remove(reason) => Some((decision, reason)),
            Decision::Keep | Decision::Restore => None,
        })
        .collect();
    if !removed.is_empty() {
        let letter = removal(app, &to, &removed, outgoing);
        outgoing.mail(&to, letter);
    }
    for decision in details {
        let letter = match decision.decision {
            Decision::Restore => restored(app, decision),
            Decision::Keep if decision.first_shown => shown(app, decision),
            Decision::Keep | Decision::Remove(_) => continue,
        };
        outgoing.mail(&to, letter);
    }
}

/// Returns the statement of reasons: the removed comments, the reason, the rule, how each came to
/// the moderators' attention, since when, and how to appeal.
fn removal(
    app: &App,
    to: &str,
    removed: &[(&DecisionDetails, Reason)],
    outgoing: &mut Outgoing,
) -> Letter {
    let t = app.lang();
    let count = removed.len();
    let mut letter = Letter::new(t, "statement-subject", &[("count", count.into())]);
    if let Some(name) = removed.first().and_then(|(details, _)| details.comment.author.name()) {
        letter = letter.greet(name);
    }
    letter =
        letter.with("statement-lead", &[("count", count.into()), ("board", app.name().into())]);
    let mut until = String::new();
    for (details, reason) in removed {
        let (address, ends_at) = outgoing.link(app, to, details.id, None);
        until = app.calendar.date(ends_at);
        letter = grounds(app, letter.quote(&excerpt(&details.comment.html)), details, *reason)
            .button("statement-appeal", address);
    }
    letter.with("statement-appeal-text", &[("date", until.into())]).small("appeal-elsewhere", &[])
}

/// Adds the facts of one removal.
fn grounds(app: &App, letter: Letter, details: &DecisionDetails, reason: Reason) -> Letter {
    let t = app.lang();
    let posted = app.calendar.date_time(details.comment.posted_at);
    let route = match details.route {
        Route::Own => "statement-route-own",
        Route::Report => "statement-route-report",
        Route::Rule if details.held_by_score => "statement-route-score",
        Route::Rule => "statement-route-rule",
        Route::Appeal => "statement-route-appeal",
    };
    let mut letter = letter
        .fact("statement-article", details.article_title.as_str())
        .fact("statement-posted", posted)
        .fact("statement-reason", t.say(reason.word()));
    if let Some(note) = &details.note {
        letter = letter.fact("statement-note", note.as_str());
    }
    if reason == Reason::Illegal {
        letter = letter.fact("statement-law", t.say("statement-law-text"));
    }
    let since = t.with(
        "statement-since-text",
        &[("moment", app.calendar.date_time(details.made_at).into())],
    );
    letter = letter
        .fact("statement-rule", house_rule(app, reason))
        .fact("statement-route", t.with(route, &[("board", app.name().into())]))
        .fact("statement-by", t.say("statement-by-text"))
        .fact("statement-since", since);
    if matches!(details.before, Some(Decision::Remove(_))) {
        letter.say("statement-again")
    } else {
        letter
    }
}

/// Returns the notice of a removal that was reversed.
///
/// A comment that was never visible goes back to the queue.
fn restored(app: &App, details: &DecisionDetails) -> Letter {
    let mut letter = Letter::new(app.lang(), "restored-subject", &[]);
    if let Some(name) = details.comment.author.name() {
        letter = letter.greet(name);
    }
    let title = [("title", details.article_title.as_str().into())];
    if details.comment.state == State::Held {
        return letter.with("restored-held", &title);
    }
    letter.with("restored-text", &title).quote(&excerpt(&details.comment.html)).button(
        "restored-look",
        format!("{}/comments/{}", app.config.public_url, details.comment.id),
    )
}

/// Returns the notice of a held comment that is now visible.
///
/// It is short, because the address may be unverified.
fn shown(app: &App, details: &DecisionDetails) -> Letter {
    Letter::new(app.lang(), "shown-subject", &[])
        .with("shown-text", &[("title", details.article_title.as_str().into())])
        .button(
            "restored-look",
            format!("{}/comments/{}", app.config.public_url, details.comment.id),
        )
}
