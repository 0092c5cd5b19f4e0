//! Log of decisions: as a page with filters, and as a CSV file.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use url::form_urlencoded;

use super::{decided, shell};
use crate::account::Scope;
use crate::app::App;
use crate::comment::Reason;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::moderation::LogEntry;
use crate::store::moderation::LogFilter;
use crate::web::page::{self, Page, QueryParams, Shell, parse_id};
use crate::web::session::Moderator;

/// Number of decisions on one page.
const PER_PAGE: i64 = 50;
/// Number of decisions that the CSV file reads at once.
///
/// It is small enough to leave the database to other queries in between.
const PER_BATCH: i64 = 500;
/// Code of each decision, with the key of its label in the filter.
const DECISIONS: [(&str, &str); 3] =
    [("keep", "log-keep"), ("remove", "log-remove"), ("restore", "log-restore")];

#[derive(Template)]
#[template(path = "moderation/log.html")]
struct LogPage {
    t: Lang,
    shell: Shell,
    records: Vec<RecordView>,
    judges: Vec<(i64, String)>,
    /// True if the moderator sees only decisions on the sites that they are bound to.
    is_bound: bool,
    asking: Asking,
    following: Option<String>,
}

/// Row of the log.
struct RecordView {
    comment: i64,
    machine: String,
    moment: String,
    decided: String,
    author: String,
    article_title: String,
    moderator: String,
    note: Option<String>,
}

/// Filters and position in the log, as they were requested.
struct Asking {
    filter: LogFilter,
    from: String,
    to: String,
    after: Option<i64>,
}

/// GET `/moderation/log`: shows one page of the log.
///
/// With `format=csv` the response is a CSV file of all decisions that match, and the export is
/// recorded in the staff log.
pub(in crate::web) async fn log(
    State(app): State<App>,
    moderator: Moderator,
    asked: QueryParams,
) -> Result<Response> {
    let asking = Asking::new(&app, &asked);
    if asked.text("format") == Some("csv") {
        app.store.log_export(Some(moderator.account.id), "log", app.now()).await?;
        return table(&app, moderator.scope(), &asking).await;
    }
    let scope = moderator.scope();
    let (records, rest) = app.store.log(scope, &asking.filter, asking.after, PER_PAGE).await?;
    let page = LogPage {
        t: app.lang(),
        shell: shell(&app, &moderator).await?.at("/moderation/log"),
        following: rest.map(|last| asking.address(&[("after", &last.to_string())])),
        records: records.into_iter().map(|record| RecordView::new(&app, record)).collect(),
        judges: app.store.judges(scope).await?,
        is_bound: !scope.is_board(),
        asking,
    };
    Ok(Page::personal(page).into_response())
}

/// Responds with all decisions that match the filters as comma-separated values.
async fn table(app: &App, scope: Scope, asking: &Asking) -> Result<Response> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| {
        Error::Internal(anyhow::Error::new(error).context("a table of the log"))
    };
    let head = [
        "number",
        "moment",
        "moderator",
        "decision",
        "reason",
        "route",
        "comment",
        "author",
        "article",
        "note",
    ];
    out.write_record(head).map_err(broken)?;
    let mut after = asking.after;
    loop {
        let (records, rest) = app.store.log(scope, &asking.filter, after, PER_BATCH).await?;
        for record in &records {
            out.write_record(row(app, record).map(|cell| harmless(&cell))).map_err(broken)?;
        }
        match rest {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    let bytes = out
        .into_inner()
        .map_err(|error| Error::Internal(anyhow::anyhow!("a table of the log: {error}")))?;
    Ok(page::download("text/csv; charset=utf-8", "weerwoord-log.csv", bytes))
}

fn row(app: &App, record: &LogEntry) -> [String; 10] {
    let (decision, reason) = record.decision.codes();
    [
        record.id.to_string(),
        app.calendar.machine(record.made_at),
        record.moderator.clone(),
        decision.to_owned(),
        reason.unwrap_or_default().to_owned(),
        record.route.code().to_owned(),
        record.comment_id.to_string(),
        record.author.clone().unwrap_or_default(),
        record.article_title.clone(),
        record.note.clone().unwrap_or_default(),
    ]
}

/// Returns a cell that no spreadsheet reads as a formula (OWASP, CSV injection).
///
/// A cell that begins with a character of a formula gets an apostrophe in front.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

impl Asking {
    fn new(app: &App, asked: &QueryParams) -> Self {
        let text = |name: &str| asked.text(name).unwrap_or_default().to_owned();
        let (from, to) = (text("from"), text("to"));
        let decision =
            asked.text("decision").filter(|code| DECISIONS.iter().any(|(known, _)| known == code));
        let reason = asked.text("reason").filter(|code| Reason::from_code(code).is_some());
        Self {
            filter: LogFilter {
                moderator: asked.text("moderator").and_then(parse_id),
                decision: decision.map(str::to_owned),
                reason: reason.map(str::to_owned),
                from: from.parse().ok().and_then(|date| midnight(app, date)),
                to: to
                    .parse()
                    .ok()
                    .and_then(|date: Date| midnight(app, date.checked_add(1.day()).ok()?)),
            },
            from,
            to,
            after: asked.text("after").and_then(parse_id),
        }
    }

    /// Address of the log with these filters and the additional parameters.
    fn address(&self, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(moderator) = self.filter.moderator {
            query.append_pair("moderator", &moderator.to_string());
        }
        let texts = [("decision", &self.filter.decision), ("reason", &self.filter.reason)];
        for (name, value) in
            texts.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
        {
            query.append_pair(name, value);
        }
        for (name, value) in [("from", &self.from), ("to", &self.to)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
        {
            query.append_pair(name, value);
        }
        format!("/moderation/log?{}", query.extend_pairs(more).finish())
    }
}

/// Returns the moment at which a day begins in the time zone of the board.
fn midnight(app: &App, date: Date) -> Option<Timestamp> {
    Some(date.to_zoned(app.calendar.zone().clone()).ok()?.timestamp())
}

impl LogPage {
    fn decisions(&self) -> [(&'static str, &'static str); 3] {
        DECISIONS
    }

    fn reasons(&self) -> [Reason; Reason::ALL.len()] {
        Reason::ALL
    }

    fn is_moderator(&self, id: &i64) -> bool {
        self.asking.filter.moderator == Some(*id)
    }

    fn is_decision(&self, code: &str) -> bool {
        self.asking.filter.decision.as_deref() == Some(code)
    }

    fn is_reason(&self, code: &str) -> bool {
        self.asking.filter.reason.as_deref() == Some(code)
    }

    fn as_table(&self) -> String {
        self.asking.address(&[("format", "csv")])
    }

    fn start(&self) -> String {
        self.asking.address(&[])
    }
}

impl RecordView {
    fn new(app: &App, record: LogEntry) -> Self {
        let t = app.lang();
        Self {
            comment: record.comment_id,
            machine: app.calendar.machine(record.made_at),
            moment: app.calendar.date_time(record.made_at),
            decided: decided(t, record.decision),
            author: t.commenter(record.author.as_deref()),
            article_title: record.article_title,
            moderator: record.moderator,
            note: record.note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(harmless(bad).starts_with('\''), "{bad}");
        }
        assert_eq!(harmless("Wat een sukkels"), "Wat een sukkels");
    }
}
