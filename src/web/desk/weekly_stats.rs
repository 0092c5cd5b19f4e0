//! Charts of the last year by week.
//!
//! They show comments, commenters, removals by reason, and the waiting time of reports.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::chart::{Figures, Unit};
use crate::app::App;
use crate::comment::Reason;
use crate::error::Result;
use crate::markup::Html;
use crate::store::statistics::Week;

/// Largest number of weeks shown: the present one and those of the year before it.
pub(crate) const WEEKS: i64 = 53;

/// Returns the title and the HTML of each chart; empty if there is no activity.
pub(super) async fn charts(app: &App) -> Result<Vec<(String, Html)>> {
    let t = app.lang();
    let mondays = app.calendar.mondays(app.now(), WEEKS - 1).map_err(anyhow::Error::new)?;
    let moments = mondays.iter().map(|(_, moment)| *moment).collect::<Vec<_>>();
    let mut weeks = app.store.weeks(&moments, app.now()).await?;
    // Weeks before the first activity are left out.
    let empty = weeks.iter().take_while(|week| {
        week.comments == 0 && week.removals == [0; Reason::ALL.len()] && week.wait.is_none()
    });
    let first = empty.count();
    weeks.drain(..first);
    if weeks.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<(String, String)> =
        mondays[first..].iter().map(|(date, moment)| names(app, *date, *moment)).collect();
    let of = |values: fn(&Week) -> Vec<i64>| {
        weeks
            .iter()
            .zip(&names)
            .map(|(week, (short, long))| (short.clone(), long.clone(), values(week)))
            .collect::<Vec<_>>()
    };
    let chart =
        |id, title: &str, series: Vec<String>, periods: Vec<(String, String, Vec<i64>)>, unit| {
            let (title, column) = (t.say(title), t.say("weeks-week"));
            let description = t.with("weeks-description", &[("count", periods.len().into())]);
            let figures = Figures {
                id,
                title: title.clone(),
                description,
                series,
                column,
                periods,
                unit,
                has_table: true,
            };
            Ok((title, figures.drawn(t).map_err(anyhow::Error::new)?))
        };
    let reasons = Reason::ALL.map(|reason| t.say(reason.label())).to_vec();
    [
        chart(
            "comments",
            "weeks-comments",
            vec![t.say("weeks-comments")],
            of(|week| vec![week.comments]),
            Unit::Count,
        ),
        chart(
            "commenters",
            "weeks-commenters",
            vec![t.say("weeks-commenters")],
            of(|week| vec![week.commenters]),
            Unit::Count,
        ),
        chart(
            "removals",
            "weeks-removals",
            reasons,
            of(|week| week.removals.to_vec()),
            Unit::Count,
        ),
        chart(
            "waits",
            "weeks-waits",
            vec![t.say("weeks-waits")],
            of(|week| vec![minutes(week.wait)]),
            Unit::Minutes,
        ),
    ]
    .into_iter()
    .collect()
}

/// Names of a week, for example "47" and "Week 47, vanaf 16 november 2026".
fn names(app: &App, date: Date, moment: Timestamp) -> (String, String) {
    let number = date.iso_week_date().week().to_string();
    let long = [("number", number.clone().into()), ("date", app.calendar.date(moment).into())];
    (
        app.lang().with("weeks-short", &[("number", number.into())]),
        app.lang().with("weeks-name", &long),
    )
}

fn minutes(wait: Option<SignedDuration>) -> i64 {
    wait.map_or(0, |wait| wait.as_mins().max(1))
}
