//! Statistics: views of articles, activity by week, and captchas and guests' comments by day.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, civil};

use super::view_stats::ViewStats;
use super::{Room, shell, weekly_stats};
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::store::limits::Hour;
use crate::web::page::{Page, QueryParams, Shell};
use crate::web::session::Editor;

/// Number of days that the page covers.
const DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "desk/numbers.html")]
struct NumbersPage {
    t: Lang,
    shell: Shell,
    room: Room,
    views: Option<ViewStats>,
    charts: Vec<(String, Html)>,
    columns: [String; 5],
    days: Vec<(String, [i64; 5])>,
    all: [i64; 5],
}

impl NumbersPage {
    fn written(&self, count: &i64) -> String {
        self.t.number(*count)
    }
}

/// GET `/desk/numbers`: shows the statistics; `days` is the period of the most read articles.
pub(in crate::web) async fn numbers(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    let t = app.lang();
    let hours = app.store.counted_hours(app.now() - SignedDuration::from_hours(24 * DAYS)).await?;
    let days = by_day(&app, &hours);
    let all = days.iter().fold([0; 5], |all, (_, day)| add(all, *day));
    let page = NumbersPage {
        t,
        shell: shell(&app, &editor).await?,
        room: Room::Numbers,
        views: ViewStats::new(&app, &asked).await?,
        charts: weekly_stats::charts(&app).await?,
        columns: [
            "numbers-asked",
            "numbers-solved",
            "numbers-failed",
            "numbers-shown",
            "numbers-held",
        ]
        .map(|key| t.say(key)),
        days: days.into_iter().rev().collect(),
        all,
    };
    Ok(Page::personal(page).into_response())
}

/// Adds up hours to days in the time zone of the board, oldest first.
///
/// The counts are captchas requested, solved and failed, and guests' comments shown and held.
fn by_day(app: &App, hours: &[Hour]) -> Vec<(String, [i64; 5])> {
    let mut days: Vec<(civil::Date, String, [i64; 5])> = Vec::new();
    for hour in hours {
        let date = app.calendar.local(hour.began).date();
        let counts = [hour.asked, hour.solved, hour.failed, hour.shown, hour.held];
        match days.last_mut() {
            Some((last, _, sum)) if *last == date => *sum = add(*sum, counts),
            _ => days.push((date, app.calendar.date(hour.began), counts)),
        }
    }
    days.into_iter().map(|(_, name, counts)| (name, counts)).collect()
}

fn add(a: [i64; 5], b: [i64; 5]) -> [i64; 5] {
    std::array::from_fn(|column| a[column] + b[column])
}
