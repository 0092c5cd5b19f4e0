//! Chart of the figures of days or weeks, drawn as SVG.
//!
//! Its content is described, and repeated in a table below it.

use askama::Template;

use crate::locale::Lang;
use crate::markup::Html;

/// Right edge of the bars, in units of the SVG view box.
const WIDTH: i64 = 660;
/// Height of the scale, in the same units.
const HEIGHT: i64 = 150;
/// Left edge of the bars; the labels of the scale stand to the left of it.
const START: i64 = 44;
/// Distance from the top of the drawing to the end of the scale.
const TOP: i64 = 14;
/// Greatest width of a period, also if there are few.
const WIDEST: i64 = 40;
/// Number of periods between two labels below the bars.
const STRIDE: usize = 9;

/// Data of a chart.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// Identifier of the chart on its page.
    pub(super) id: &'static str,
    /// Title of the chart.
    pub(super) title: String,
    /// Description of the chart in one sentence, for screen readers.
    pub(super) description: String,
    /// Names of the series that are stacked in a bar, from its foot.
    pub(super) series: Vec<String>,
    /// Name of the column with the periods.
    pub(super) column: String,
    /// Short name, full name and value of each series, for each period.
    pub(super) periods: Vec<(String, String, Vec<i64>)>,
    /// Unit of the values.
    pub(super) unit: Unit,
    /// True if the chart comes with its table; false on a page that has one with more columns.
    pub(super) has_table: bool,
}

/// Unit of the values in a chart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// A number of things.
    Count,
    /// Minutes that somebody waited; a period with none has no value.
    Minutes,
}

impl Unit {
    /// End of a scale that shows values up to `most`. Half of it reads easily too: whole hours from
    /// the second hour on.
    fn scale_end(self, most: i64) -> i64 {
        match self {
            Self::Minutes if most > 100 => round((most + 59) / 60) * 60,
            Self::Count | Self::Minutes => round(most),
        }
    }

    /// Value in words: "1.200"; "45 min", "3 uur".
    fn written(self, t: Lang, value: i64) -> String {
        match (self, value) {
            (Self::Count, _) => t.number(value),
            (Self::Minutes, 0) => "–".to_owned(),
            (Self::Minutes, 1..120) => t.with("weeks-minutes", &[("count", value.into())]),
            (Self::Minutes, _) => t.with("weeks-hours", &[("count", (value / 60).into())]),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/_chart.html")]
struct Chart {
    t: Lang,
    figures: Figures,
    bars: Vec<Bar>,
    names: Vec<(i64, String)>,
    scale: [(i64, String); 3],
}

/// Segment of a bar: its position and size, and the number of its series, from 1.
struct Bar {
    series: usize,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Figures {
    /// Returns the chart as HTML, with its table.
    pub(super) fn drawn(self, t: Lang) -> askama::Result<Html> {
        let most = self.unit.scale_end(
            self.periods.iter().map(|(.., values)| values.iter().sum::<i64>()).max().unwrap_or(0),
        );
        let step =
            ((WIDTH - START) / i64::try_from(self.periods.len().max(1)).unwrap_or(1)).min(WIDEST);
        // If there are few periods, all their names fit.
        let stride = if step == WIDEST { 1 } else { STRIDE };
        let (mut bars, mut names) = (Vec::new(), Vec::new());
        for (index, (name, _, values)) in self.periods.iter().enumerate() {
            let x = START + step * i64::try_from(index).unwrap_or(0);
            if index % stride == 0 {
                names.push((x, name.clone()));
            }
            let mut below = 0;
            for (series, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
                let foot = HEIGHT * below / most;
                below += value;
                let height = (HEIGHT * below / most - foot).max(1);
                bars.push(Bar {
                    series: series + 1,
                    x,
                    y: TOP + HEIGHT - foot - height,
                    width: (step - 2).max(1),
                    height,
                });
            }
        }
        // A value of nothing may be written as no value; a scale begins at 0.
        let at = |value: i64| if value == 0 { "0".to_owned() } else { self.unit.written(t, value) };
        let scale =
            [0, most / 2, most].map(|value| (TOP + HEIGHT - HEIGHT * value / most, at(value)));
        Html::rendered(&Chart { t, figures: self, bars, names, scale })
    }
}

impl Chart {
    fn written(&self, value: &i64) -> String {
        self.figures.unit.written(self.t, *value)
    }

    fn is_stacked(&self) -> bool {
        self.figures.series.len() > 1
    }
}

/// The next even number that ends a scale which reads easily.
fn round(most: i64) -> i64 {
    let mut unit = 1;
    while unit * 10 < most {
        unit *= 10;
    }
    [2, 4, 6, 8, 10, 20]
        .into_iter()
        .map(|times| times * unit)
        .find(|scale| *scale >= most)
        .unwrap_or(most.max(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_just_above_the_highest_bar() {
        assert_eq!([0, 1, 3, 10, 11, 45, 120, 999].map(round), [2, 2, 4, 10, 20, 60, 200, 1000]);
    }

    #[test]
    fn a_scale_of_waits_and_its_half_are_written_as_they_are() {
        let named = |most: i64| {
            let end = Unit::Minutes.scale_end(most);
            (Unit::Minutes.written(Lang::Nl, end / 2), Unit::Minutes.written(Lang::Nl, end))
        };
        assert_eq!(named(45), ("30 min".into(), "60 min".into()));
        assert_eq!(named(174), ("2 uur".into(), "4 uur".into()));
        assert_eq!(named(110), ("60 min".into(), "2 uur".into()));
    }

    #[test]
    fn bars_stand_on_one_another_and_none_is_outside() {
        let figures = Figures {
            id: "x",
            title: "Titel".into(),
            description: "Uitleg".into(),
            series: vec!["a".into(), "b".into()],
            column: "Week".into(),
            periods: vec![
                ("1".into(), "Week 1".into(), vec![3, 1]),
                ("2".into(), "Week 2".into(), vec![0, 0]),
            ],
            unit: Unit::Count,
            has_table: true,
        };
        let html = figures.drawn(Lang::Nl).unwrap().to_string();
        assert_eq!(html.matches("<rect").count(), 2 + 2, "two bars, and two in the legend: {html}");
        assert!(
            html.contains("y=\"52\"")
                && html.contains("height=\"112\"")
                && html.contains("y=\"14\""),
            "{html}"
        );
    }
}
