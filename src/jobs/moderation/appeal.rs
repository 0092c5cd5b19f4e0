//! E-mails about appeals: the receipt, and the decision of another moderator, also to the others it
//! concerns.

use super::super::outgoing::Outgoing;
use super::{excerpt, outcome, statement};
use crate::account::Scope;
use crate::app::App;
use crate::comment::State;
use crate::error::Result;
use crate::moderation::appeal::{Against, Outcome};
use crate::notify::Letter;
use crate::store::moderation::{Answered, Appeal, Contested};

/// Adds the receipt for the appellant, if an address is known.
pub(super) async fn receipt(app: &App, appeal: i64, outgoing: &mut Outgoing) -> Result<()> {
    let Some((appeal, contested)) = find(app, appeal).await? else { return Ok(()) };
    let Some(to) = &appeal.email else { return Ok(()) };
    let letter = Letter::new(app.lang(), "appeal-receipt-subject", &[]).say("appeal-receipt-lead");
    let letter = about(app, letter, &contested).quote(&appeal.text).say("appeal-receipt-next");
    outgoing.mail(to, letter);
    Ok(())
}

/// Adds the decision for the appellant and, if the appeal was granted, notices to the author and
/// the reporters whom it affects.
pub(super) async fn answered(app: &App, appeal: i64, outgoing: &mut Outgoing) -> Result<()> {
    let Some((appeal, contested)) = find(app, appeal).await? else { return Ok(()) };
    let Some(answered) = &appeal.answered else { return Ok(()) };
    if let Some(to) = &appeal.email {
        outgoing.mail(to, answer(app, &contested, answered));
    }
    let Some(details) = contested.details().filter(|_| answered.outcome == Outcome::Granted) else {
        return Ok(());
    };
    let Some(undid) = app.store.undid(details, answered.at).await? else { return Ok(()) };
    if contested.against() == Against::Keeping {
        statement::compose(app, std::slice::from_ref(&undid), outgoing);
    }
    outcome::compose(app, &undid, appeal.report, outgoing).await
}

async fn find(app: &App, appeal: i64) -> Result<Option<(Appeal, Contested)>> {
    let Some(appeal) = app.store.appeal(Scope::Board, appeal).await? else { return Ok(None) };
    let contested = app.store.contested(appeal.decision, appeal.report, appeal.ban).await?;
    Ok(contested.map(|contested| (appeal, contested)))
}

fn answer(app: &App, contested: &Contested, answered: &Answered) -> Letter {
    let (subject, lead) = match (answered.outcome, contested.against()) {
        (Outcome::Granted, Against::Removal) => {
            ("appeal-granted-subject", "appeal-granted-removal")
        }
        (Outcome::Granted, Against::Keeping) => {
            ("appeal-granted-subject", "appeal-granted-keeping")
        }
        (Outcome::Granted, Against::Ban) => ("appeal-granted-subject", "appeal-granted-ban"),
        (Outcome::Upheld, Against::Removal) => ("appeal-upheld-subject", "appeal-upheld-removal"),
        (Outcome::Upheld, Against::Keeping) => ("appeal-upheld-subject", "appeal-upheld-keeping"),
        (Outcome::Upheld, Against::Ban) => ("appeal-upheld-subject", "appeal-upheld-ban"),
    };
    let mut letter = Letter::new(app.lang(), subject, &[]).say(lead);
    letter = about(app, letter, contested).say("appeal-answer-lead").quote(&answered.answer);
    if let Some(details) =
        contested.details().filter(|details| details.comment.state == State::Visible)
    {
        letter = letter.button(
            "restored-look",
            format!("{}/comments/{}", app.config.public_url, details.comment.id),
        );
    }
    letter.say("appeal-final").small("appeal-elsewhere", &[])
}

/// Adds the facts of the contested decision that the appellant is allowed to see.
fn about(app: &App, letter: Letter, contested: &Contested) -> Letter {
    match contested {
        Contested::Removal(details) => letter
            .fact("statement-article", details.article_title.as_str())
            .quote(&excerpt(&details.comment.html)),
        Contested::Keeping(details, report) => letter
            .fact("statement-article", details.article_title.as_str())
            .fact("appeal-reported-for", app.lang().say(report.reason.word())),
        Contested::Ban(ban) => letter.fact("statement-reason", ban.why.as_str()),
    }
}
