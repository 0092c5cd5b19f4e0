//! Views of articles: a chart of the last weeks by day, and the most read articles of a period.

use jiff::ToSpan;
use jiff::civil::Date;

use super::chart::{Figures, Unit};
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::store::statistics::MostRead;
use crate::web::page::QueryParams;

/// Number of days in the chart: six weeks, whose bars are wide enough to tell apart.
const CHARTED: i64 = 42;
/// Lengths in days of the periods to choose from; the first is the default.
const PERIODS: [i64; 3] = [7, 30, 365];
/// Number of articles in the list.
const LISTED: i64 = 20;

/// Views of articles, for the page with the statistics.
pub(super) struct ViewStats {
    /// Chart of the views by day; `None` if there are none.
    pub(super) chart: Option<Html>,
    /// Length of the period of the list, in days.
    pub(super) days: i64,
    /// Most read articles of the period.
    pub(super) most_read: Vec<MostRead>,
}

impl ViewStats {
    /// Returns the views, with the list of the period in `days`; `None` if views are not counted.
    pub(super) async fn new(app: &App, asked: &QueryParams) -> Result<Option<Self>> {
        if app.views.is_none() {
            return Ok(None);
        }
        let asked = asked.text("days").and_then(|days| days.parse().ok());
        let days = asked.filter(|days| PERIODS.contains(days)).unwrap_or(PERIODS[0]);
        let most_read = app.store.most_read(first_of(app, days), LISTED, app.now()).await?;
        Ok(Some(Self { chart: chart(app).await?, days, most_read }))
    }

    /// Returns the length of each period in days, and its name.
    pub(super) fn periods(&self, t: Lang) -> Vec<(i64, String)> {
        let name = |days: i64| t.with("views-days", &[("count", days.into())]);
        PERIODS.into_iter().map(|days| (days, name(days))).collect()
    }

    /// Returns whether the list is about the period of this length.
    pub(super) fn is_about(&self, days: &i64) -> bool {
        self.days == *days
    }
}

/// Returns the first day of a period that ends today.
fn first_of(app: &App, days: i64) -> Date {
    app.calendar.local(app.now()).date().saturating_sub((days - 1).days())
}

/// Draws the views by day; days before the first view are left out.
async fn chart(app: &App) -> Result<Option<Html>> {
    let (t, today) = (app.lang(), app.calendar.local(app.now()).date());
    let counted = app.store.views_by_day(first_of(app, CHARTED)).await?;
    let Some((first, _)) = counted.first().filter(|(first, _)| *first <= today) else {
        return Ok(None);
    };
    let views = |day| counted.iter().find(|(of, _)| *of == day).map_or(0, |(_, views)| *views);
    let periods: Vec<_> = first
        .series(1.day())
        .take_while(|day| *day <= today)
        .map(|day| (app.calendar.short(day), app.calendar.civil(day), vec![views(day)]))
        .collect();
    let title = t.say("views-by-day");
    let figures = Figures {
        id: "views",
        series: vec![t.say("views-count")],
        description: t.with("views-description", &[("count", periods.len().into())]),
        title,
        column: t.say("numbers-day"),
        periods,
        unit: Unit::Count,
        has_table: true,
    };
    Ok(Some(figures.drawn(t).map_err(anyhow::Error::new)?))
}
