//! Figures for a yearly report on moderation (EU DSA, art. 15 and 24).
//!
//! They are available as a page, as CSV and as JSON.

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{score_weeks, shell};
use crate::app::App;
use crate::comment::Reason;
use crate::error::Result;
use crate::locale::Lang;
use crate::score::Label;
use crate::store::moderation::{
    AnswerFigure, AppealFigure, BanFigure, DecisionFigure, NoticeFigure, YearFigures,
};
use crate::store::statistics::{Agreement, ScoreFigures};
use crate::web::page::{Page, QueryParams, Shell, download};
use crate::web::session::BoardModerator;

#[derive(Template)]
#[template(path = "moderation/transparency.html")]
struct TransparencyPage {
    t: Lang,
    shell: Shell,
    year: i16,
    years: Vec<i16>,
    tables: Vec<Table>,
    medians: Vec<(String, String)>,
}

/// Table of the page.
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) heading: String,
    /// Explanation above the table.
    pub(super) lead: Option<String>,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Figures of a year as JSON; durations are in seconds.
#[derive(Serialize)]
struct AsJson<'a> {
    year: i16,
    notices: &'a [NoticeFigure],
    notices_decided: &'a [AnswerFigure],
    notice_to_decision_median_seconds: Option<i64>,
    decisions: &'a [DecisionFigure],
    decided_by_automated_means: i64,
    appeals: &'a [AppealFigure],
    appeal_to_answer_median_seconds: Option<i64>,
    bans: &'a [BanFigure],
    scores: [ScoreAccuracy; 2],
}

/// Accuracy of the scores for a label, on decisions that were learned from.
#[derive(Serialize)]
struct ScoreAccuracy {
    label: &'static str,
    right: i64,
    wrong: i64,
    missed: i64,
}

/// GET `/moderation/transparency`: shows the figures of a year.
///
/// The parameter `year` selects a year from 2000 on, by default the present one. With `format=csv`
/// or `format=json` the response is a download.
pub(in crate::web) async fn transparency(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
    asked: QueryParams,
) -> Result<Response> {
    let this_year = app.calendar.local(app.now()).year();
    let first = app
        .store
        .first_decision()
        .await?
        .map_or(this_year, |first| app.calendar.local(first).year());
    let year = asked
        .text("year")
        .and_then(|year| year.parse().ok())
        .filter(|year| (2000..=this_year).contains(year));
    let year = year.unwrap_or(this_year);
    let days = app.calendar.days(year).context("a year of four digits has days")?;
    let figures = app.store.figures(&days, app.now()).await?;
    let whole: Vec<Timestamp> =
        [days.first(), days.last()].into_iter().flatten().copied().collect();
    let scores = app.store.score_weeks(&whole).await?.pop().unwrap_or_default();
    match asked.text("format") {
        Some("csv") => Ok(download(
            "text/csv; charset=utf-8",
            &format!("transparency-{year}.csv"),
            csv(year, &figures, &scores)?,
        )),
        Some("json") => Ok(download(
            "application/json",
            &format!("transparency-{year}.json"),
            json(year, &figures, &scores)?,
        )),
        _ => {
            let t = app.lang();
            let scores = score_weeks::table(&app, &days).await?;
            let page = TransparencyPage {
                t,
                shell: shell(&app, &moderator).await?.at("/moderation/transparency"),
                year,
                years: (first..=this_year).rev().collect(),
                tables: [tables_of_notices(t, &figures), tables_of_decisions(t, &figures)]
                    .into_iter()
                    .flatten()
                    .chain([scores])
                    .collect(),
                medians: vec![
                    (t.say("transparency-notice-median"), waited(t, figures.notice_median)),
                    (t.say("transparency-appeal-median"), waited(t, figures.appeal_median)),
                    (t.say("transparency-automated"), 0.to_string()),
                ],
            };
            Ok(Page::personal(page).into_response())
        }
    }
}

impl TransparencyPage {
    fn is_shown(&self, year: &i16) -> bool {
        self.year == *year
    }
}

/// Text of a duration, for example "2 uur en 5 minuten", or a text that there is none.
fn waited(t: Lang, wait: Option<SignedDuration>) -> String {
    let Some(wait) = wait else { return t.say("transparency-none") };
    let (days, hours, minutes) = (wait.as_hours() / 24, wait.as_hours() % 24, wait.as_mins() % 60);
    t.with(
        "transparency-waited",
        &[("days", days.into()), ("hours", hours.into()), ("minutes", minutes.into())],
    )
}

/// Returns the figures as CSV, one figure per row.
///
/// The columns are year, figure, kind, outcome, route and value; durations are in seconds.
fn csv(year: i16, figures: &YearFigures, scores: &ScoreFigures) -> Result<Vec<u8>> {
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut row = |what: &str, kinds: [&str; 3], value: i64| {
        let [reason, outcome, route] = kinds.map(str::to_owned);
        rows.push([what.to_owned(), reason, outcome, route, value.to_string()]);
    };
    for figure in &figures.notices {
        row("notices_received", [&figure.reason, "", ""], figure.received);
        row("notices_open", [&figure.reason, "", ""], figure.open);
    }
    for figure in &figures.answers {
        row("notices_decided", [&figure.reason, &figure.decision, ""], figure.count);
    }
    for figure in &figures.decisions {
        row(
            "decisions",
            [figure.reason.as_deref().unwrap_or_default(), &figure.decision, &figure.route],
            figure.count,
        );
    }
    row("decided_by_automated_means", ["", "", ""], 0);
    for figure in &figures.appeals {
        row(
            "appeals",
            [&figure.against, figure.outcome.as_deref().unwrap_or("open"), ""],
            figure.count,
        );
    }
    for figure in &figures.bans {
        row("bans_made", [&figure.kind, "", ""], figure.made);
        row("bans_lifted", [&figure.kind, "", ""], figure.lifted);
    }
    for accuracy in accuracies(scores) {
        for (outcome, count) in
            [("right", accuracy.right), ("wrong", accuracy.wrong), ("missed", accuracy.missed)]
        {
            row("scores", [accuracy.label, outcome, ""], count);
        }
    }
    for (what, median) in [
        ("notice_to_decision_median_seconds", figures.notice_median),
        ("appeal_to_answer_median_seconds", figures.appeal_median),
    ] {
        if let Some(median) = median {
            row(what, ["", "", ""], median.as_secs());
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["year", "figure", "kind", "outcome", "route", "value"])
        .context("a table as CSV")?;
    for row in rows {
        writer
            .write_record(std::iter::once(year.to_string()).chain(row))
            .context("a table as CSV")?;
    }
    Ok(writer.into_inner().context("a table as CSV")?)
}

/// Returns the accuracy for each label.
fn accuracies(scores: &ScoreFigures) -> [ScoreAccuracy; 2] {
    [(Label::Insult, scores.insult), (Label::Promotion, scores.promotion)].map(
        |(label, Agreement { right, wrong, missed })| ScoreAccuracy {
            label: label.code(),
            right,
            wrong,
            missed,
        },
    )
}

fn json(year: i16, figures: &YearFigures, scores: &ScoreFigures) -> Result<Vec<u8>> {
    let whole = AsJson {
        year,
        notices: &figures.notices,
        notices_decided: &figures.answers,
        notice_to_decision_median_seconds: figures.notice_median.map(|median| median.as_secs()),
        decisions: &figures.decisions,
        decided_by_automated_means: 0,
        appeals: &figures.appeals,
        appeal_to_answer_median_seconds: figures.appeal_median.map(|median| median.as_secs()),
        bans: &figures.bans,
        scores: accuracies(scores),
    };
    Ok(serde_json::to_vec_pretty(&whole).context("figures as JSON")?)
}

fn tables_of_notices(t: Lang, figures: &YearFigures) -> Vec<Table> {
    let named = |kind: &str, code: &str| word(t, kind, code);
    vec![
        Table {
            id: "notices",
            heading: t.say("transparency-notices"),
            lead: None,
            columns: vec![
                t.say("statement-reason"),
                t.say("transparency-received"),
                t.say("transparency-open"),
            ],
            rows: rows(&figures.notices, |row| {
                vec![named("reason", &row.reason), count(row.received), count(row.open)]
            }),
        },
        Table {
            id: "notices-decided",
            heading: t.say("transparency-decided"),
            lead: None,
            columns: vec![
                t.say("statement-reason"),
                t.say("appeal-decision"),
                t.say("transparency-count"),
            ],
            rows: rows(&figures.answers, |row| {
                vec![
                    named("reason", &row.reason),
                    named("decision", &row.decision),
                    count(row.count),
                ]
            }),
        },
    ]
}

/// Returns the tables of decisions, appeals and bans.
fn tables_of_decisions(t: Lang, figures: &YearFigures) -> Vec<Table> {
    let named = |kind: &str, code: &str| word(t, kind, code);
    vec![
        Table {
            id: "decisions",
            heading: t.say("transparency-decisions"),
            lead: None,
            columns: vec![
                t.say("appeal-decision"),
                t.say("statement-reason"),
                t.say("statement-route"),
                t.say("transparency-count"),
            ],
            rows: rows(&figures.decisions, |row| {
                let reason = row
                    .reason
                    .as_deref()
                    .map_or_else(|| "–".to_owned(), |reason| named("reason", reason));
                vec![
                    named("decision", &row.decision),
                    reason,
                    named("route", &row.route),
                    count(row.count),
                ]
            }),
        },
        Table {
            id: "appeals",
            heading: t.say("transparency-appeals"),
            lead: None,
            columns: vec![
                t.say("transparency-against"),
                t.say("transparency-outcome"),
                t.say("transparency-count"),
            ],
            rows: rows(&figures.appeals, |row| {
                let outcome = row.outcome.as_deref().unwrap_or("open");
                vec![named("against", &row.against), named("outcome", outcome), count(row.count)]
            }),
        },
        Table {
            id: "bans",
            heading: t.say("transparency-bans"),
            lead: None,
            columns: vec![
                t.say("transparency-kind"),
                t.say("transparency-made"),
                t.say("transparency-lifted"),
            ],
            rows: rows(&figures.bans, |row| {
                vec![named("ban", &row.kind), count(row.made), count(row.lifted)]
            }),
        },
    ]
}

fn rows<T>(figures: &[T], row: impl Fn(&T) -> Vec<String>) -> Vec<Vec<String>> {
    figures.iter().map(row).collect()
}

fn count(number: i64) -> String {
    number.to_string()
}

/// Word for a stored code; the code itself if it has no word.
fn word(t: Lang, kind: &str, code: &str) -> String {
    let key = match (kind, code) {
        ("reason", reason) => match Reason::from_code(reason) {
            Some(reason) => reason.word(),
            None => return code.to_owned(),
        },
        ("decision", "remove") => "transparency-remove",
        ("decision", "restore") => "transparency-restore",
        ("decision", "keep") => "transparency-keep",
        ("route", "report") => "public-route-report",
        ("route", "rule") => "public-route-rule",
        ("route", "appeal") => "public-route-appeal",
        ("route", "own") => "public-route-own",
        ("against", "removal") => "transparency-removal",
        ("against", "keeping") => "transparency-keeping",
        ("against", "ban") => "transparency-ban",
        ("outcome", "granted") => "transparency-granted",
        ("outcome", "upheld") => "transparency-upheld",
        ("outcome", "open") => "transparency-waits",
        ("ban", "email") => "transparency-ban-email",
        ("ban", "network") => "transparency-ban-network",
        ("ban", "member") => "transparency-ban-member",
        ("ban", "browser") => "transparency-ban-browser",
        _ => return code.to_owned(),
    };
    t.say(key)
}
