//! Accuracy of the scores by week: precision, recall and drift on the board's own decisions.

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};

use super::transparency::Table;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::store::statistics::{Agreement, Mean, ScoreFigures};

/// Returns the table of the weeks of a year in which something was learned, latest first.
///
/// The year is given as the beginnings of its days and the end of the last one.
pub(in crate::web::moderation) async fn table(app: &App, days: &[Timestamp]) -> Result<Table> {
    let t = app.lang();
    let moments = weeks(app, days)?;
    let figures = app.store.score_weeks(&moments).await?;
    let columns = [
        "scores-week",
        "scores-insult-right",
        "scores-insult-found",
        "scores-promotion-right",
        "scores-promotion-found",
        "scores-mean-kept",
        "scores-mean-removed",
        "scores-lessons",
    ];
    let row = |(began, week): (&Timestamp, &ScoreFigures)| row(app, *began, week);
    let learned = moments.iter().zip(&figures).filter(|(_, week)| week.lessons > 0);
    Ok(Table {
        id: "scores",
        heading: t.say("scores-weeks"),
        lead: Some(t.say("scores-weeks-lead")),
        columns: columns.map(|key| t.say(key)).to_vec(),
        rows: learned.rev().map(row).collect(),
    })
}

/// Returns the Mondays on which the weeks of a year begin that are not to come, and the next one.
fn weeks(app: &App, days: &[Timestamp]) -> Result<Vec<Timestamp>> {
    let (Some(first), Some(end)) = (days.first(), days.last()) else { return Ok(Vec::new()) };
    let last = app.now().min(*end - SignedDuration::from_secs(1));
    let before = last.duration_since(*first).as_hours() / (7 * 24) + 1;
    let mondays = app.calendar.mondays(last, before).context("a year of four digits has weeks")?;
    let moments: Vec<Timestamp> = mondays.into_iter().map(|(_, moment)| moment).collect();
    // The first week may have ended before the year began.
    let past = moments.iter().skip(1).take_while(|ended| *ended <= first).count();
    Ok(moments[past..].to_vec())
}

/// Returns the cells of a week.
fn row(app: &App, began: Timestamp, week: &ScoreFigures) -> Vec<String> {
    let t = app.lang();
    let number = app.calendar.local(began).date().iso_week_date().week().to_string();
    let places = [("number", number.into()), ("date", app.calendar.date(began).into())];
    vec![
        t.with("weeks-name", &places),
        precision(t, week.insult),
        recall(t, week.insult),
        precision(t, week.promotion),
        recall(t, week.promotion),
        mean(t, week.kept),
        mean(t, week.removed),
        t.number(week.lessons),
    ]
}

fn precision(t: Lang, agreement: Agreement) -> String {
    part(t, agreement.right, agreement.named())
}

fn recall(t: Lang, agreement: Agreement) -> String {
    part(t, agreement.right, agreement.removed())
}

/// Part of a number as percentage and as numbers; a dash of nothing.
fn part(t: Lang, count: i64, of: i64) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    let percent = (100 * count + of / 2) / of;
    let places = [("percent", percent.into()), ("count", count.into()), ("of", of.into())];
    t.with("scores-part", &places)
}

/// Mean score in percent; a dash of nothing.
fn mean(t: Lang, mean: Mean) -> String {
    mean.per_mille().map_or_else(
        || "–".to_owned(),
        |per_mille| t.with("scores-percent", &[("percent", ((per_mille + 5) / 10).into())]),
    )
}
