//! Pages for moderators: queues, decisions, authors, bans and the log.
//!
//! Every handler here takes a `Moderator` or an `Admin`.

mod appeals;
mod bans;
mod bulk;
mod case;
mod commenters;
mod decision;
mod done;
mod expunge;
mod feature;
mod filters;
mod labels;
mod log;
mod namesakes;
mod notes;
mod queue;
mod recusal;
mod score;
mod score_weeks;
mod surroundings;
mod transparency;
mod view;

use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::moderation::{Decision, LogEntry};
use crate::web::page::{Section, Shell};
use crate::web::session::Moderator;

pub(super) use appeals::{answer, appeal};
pub(super) use bans::{ban, bans, lift_ban};
pub(super) use bulk::bulk;
pub(super) use case::{case, claim, decide};
pub(super) use commenters::{ban_author, commenter, remove_picture};
pub(super) use decision::{DecisionForm, Judged, judge};
pub(super) use expunge::{ask_expunge, expunge};
pub(super) use feature::feature;
pub(super) use filters::{drop_word, word, words};
pub(super) use log::log;
pub(super) use notes::add_note;
pub(super) use queue::queue;
pub(super) use score::contradict;
pub(super) use transparency::transparency;

/// Error in a form: a heading, and a sentence that says how to correct it.
type Problem = (String, String);

/// Returns the layout data of a page for moderators.
async fn shell(app: &App, moderator: &Moderator) -> Result<Shell> {
    Shell::new(app, moderator.visitor.member.as_ref(), Section::Moderation).await
}

/// Text of a decision, for example "verwijderd wegens belediging".
fn decided(t: Lang, decision: Decision) -> String {
    match decision {
        Decision::Keep => t.say("decided-keep"),
        Decision::Restore => t.say("decided-restore"),
        Decision::Remove(reason) => {
            t.with("decided-remove", &[("reason", t.say(reason.word()).into())])
        }
    }
}

/// Message that another decision about the comment was recorded first.
///
/// For example "Naima was u voor (3 minuten geleden): verwijderd wegens belediging." The message is
/// different if that decision was the moderator's own.
fn overtaken_by(app: &App, last: &LogEntry, moderator: i64) -> String {
    let t = app.lang();
    let own = last.moderator_id == moderator;
    t.with(
        if own { "decision-overtaken-by-yourself" } else { "decision-overtaken-by" },
        &[
            ("moderator", last.moderator.as_str().into()),
            ("moment", app.calendar.ago(last.made_at, app.now()).into()),
            ("decided", decided(t, last.decision).into()),
        ],
    )
}

/// Returns `next` with the number of a comment about which a colleague decided the same before.
///
/// Only the queue takes the parameter `already`; other pages show the decision themselves.
fn noting(next: &str, comment: i64) -> String {
    let (address, fragment) = next.split_once('#').unwrap_or((next, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if path != "/moderation" {
        return next.to_owned();
    }
    let joint = if query.is_empty() { "" } else { "&" };
    let place = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    format!("{path}?{query}{joint}already={comment}{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_queue_is_told_what_a_colleague_did() {
        assert_eq!(noting("/moderation", 7), "/moderation?already=7");
        assert_eq!(
            noting("/moderation?queue=held#comment-8", 7),
            "/moderation?queue=held&already=7#comment-8"
        );
        assert_eq!(noting("/articles/nu#comment-7", 7), "/articles/nu#comment-7");
    }
}
