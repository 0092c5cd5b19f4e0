//! Public moderation log: decisions with their time, reason and origin, without names and texts.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::page::{Page, QueryParams, Section, Shell, parse_id};
use super::session::Visitor;
use crate::app::App;
use crate::error::Result;
use crate::locale::{Calendar, Lang};
use crate::moderation::Decision;
use crate::store::moderation::PublicLogEntry;

#[derive(Template)]
#[template(path = "decisions/log.html")]
struct LogPage {
    t: Lang,
    shell: Shell,
    records: Vec<RecordView>,
    first: bool,
    next: Option<i64>,
}

/// Decision as the public log shows it.
struct RecordView {
    comment: i64,
    machine: String,
    moment: String,
    decided: String,
    rule: Option<&'static str>,
    route: String,
    article_title: Option<String>,
}

/// Handles GET `/moderation-log`: shows a page of the log.
pub(super) async fn log(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
) -> Result<Response> {
    let before = asked.text("before").and_then(parse_id);
    let (records, more) = app.store.public_log(before, app.now()).await?;
    let page = LogPage {
        t: app.lang(),
        shell: Shell::new(&app, visitor.member.as_ref(), Section::Log).await?,
        first: before.is_none(),
        next: records.last().filter(|_| more).map(|record| record.id),
        records: records
            .into_iter()
            .map(|record| RecordView::new(&app.calendar, app.lang(), record))
            .collect(),
    };
    Ok(Page::reading(page, visitor.member.as_ref()).into_response())
}

impl RecordView {
    fn new(calendar: &Calendar, t: Lang, record: PublicLogEntry) -> Self {
        let (decided, rule) = match record.decision {
            Decision::Keep => (t.say("public-kept"), None),
            Decision::Restore => (t.say("public-restored"), None),
            Decision::Remove(reason) => (
                t.with("public-removed", &[("reason", t.say(reason.word()).into())]),
                Some(reason.code()),
            ),
        };
        let route = record.route.key();
        Self {
            comment: record.comment,
            machine: calendar.machine(record.made_at),
            moment: calendar.date_time(record.made_at),
            decided,
            rule,
            route: t.say(route),
            article_title: record.article_title,
        }
    }

    /// Returns "reactie 12".
    fn number(&self, t: &Lang) -> String {
        t.with("public-comment", &[("id", self.comment.to_string().into())])
    }
}
