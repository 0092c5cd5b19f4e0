//! E-mails to people who reported a comment: the receipt, and the decision (EU DSA, art. 16).

use super::super::outgoing::Outgoing;
use super::{excerpt, house_rule};
use crate::app::App;
use crate::error::Result;
use crate::moderation::Decision;
use crate::notify::Letter;
use crate::store::moderation::{DecisionDetails, Reported};

/// Adds the receipt for a report.
///
/// It says what was reported, but does not repeat the typed text, because anybody can enter another
/// person's address.
pub(super) async fn receipt(app: &App, report: i64, outgoing: &mut Outgoing) -> Result<()> {
    let Some(report) = app.store.reported(report).await? else { return Ok(()) };
    let Some(to) = &report.email else { return Ok(()) };
    let mut letter =
        about(app, Letter::new(app.lang(), "receipt-subject", &[]).say("receipt-lead"), &report);
    if report.visible {
        letter = letter.quote(&excerpt(&report.html));
    }
    outgoing.mail(to, letter.say("receipt-next").small("receipt-not-you", &[]));
    Ok(())
}

/// Adds the e-mails to the reporters whose reports a decision closed.
///
/// If the decision reverses an earlier one, the reporters who were notified before are included.
/// `but` is a report to leave out: its author appealed and gets the decision on the appeal.
pub(super) async fn compose(
    app: &App,
    details: &DecisionDetails,
    but: Option<i64>,
    outgoing: &mut Outgoing,
) -> Result<()> {
    let mut reports = app.store.closed_reports(details.id, false).await?;
    let changed = details.before.is_some_and(|before| stays(before) != stays(details.decision));
    if changed {
        reports.extend(app.store.closed_reports(details.id, true).await?);
    }
    for report in reports.iter().filter(|report| Some(report.id) != but) {
        let Some(to) = &report.email else { continue };
        let letter = outcome(app, to, details, report, outgoing);
        outgoing.mail(to, letter);
    }
    Ok(())
}

fn stays(decision: Decision) -> bool {
    !matches!(decision, Decision::Remove(_))
}

fn outcome(
    app: &App,
    to: &str,
    details: &DecisionDetails,
    report: &Reported,
    outgoing: &mut Outgoing,
) -> Letter {
    let t = app.lang();
    let Decision::Remove(reason) = details.decision else {
        let letter = Letter::new(t, "outcome-stays-subject", &[]);
        let text = if details.decision == Decision::Restore {
            "outcome-restored"
        } else {
            "outcome-stays"
        };
        let (address, ends_at) = outgoing.link(app, to, details.id, Some(report.id));
        let until = [("date", app.calendar.date(ends_at).into())];
        let letter = about(app, letter.say(text), report);
        let letter = if report.visible { letter.quote(&excerpt(&report.html)) } else { letter };
        return letter
            .fact("statement-by", t.say("statement-by-text"))
            .button("statement-appeal", address)
            .with("outcome-appeal-text", &until)
            .small("appeal-elsewhere", &[]);
    };
    let letter = Letter::new(t, "outcome-removed-subject", &[]);
    about(app, letter.with("outcome-removed", &[("reason", t.say(reason.word()).into())]), report)
        .fact("statement-rule", house_rule(app, reason))
        .fact("statement-by", t.say("statement-by-text"))
        .small("appeal-elsewhere", &[])
}

/// Adds the facts that identify the report.
fn about(app: &App, letter: Letter, report: &Reported) -> Letter {
    letter
        .fact("statement-article", report.article_title.as_str())
        .fact("outcome-link", format!("{}/comments/{}", app.config.public_url, report.comment))
        .fact("appeal-reported-for", app.lang().say(report.reason.word()))
        .fact("outcome-reported-on", app.calendar.date_time(report.made_at))
}
