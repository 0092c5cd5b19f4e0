//! Text format of Prometheus, version 0.0.4.

use std::fmt::Display;

use crate::app::metrics::Histogram;

/// Text with the metrics written so far.
#[derive(Debug, Default)]
pub(super) struct Exposition(String);

/// Type of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Number that only grows while the process runs.
    Counter,
    /// Number that may fall.
    Gauge,
    /// Numbers of observations up to each bound.
    Histogram,
}

/// Metric whose samples are written next.
pub(super) struct Family<'a> {
    text: &'a mut String,
    name: &'static str,
}

/// Names and values of labels.
type Labels<'a> = [(&'a str, &'a str)];

impl Exposition {
    /// Begins a metric; it may stay without samples.
    pub(super) fn family(&mut self, name: &'static str, kind: Kind, help: &str) -> Family<'_> {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        self.0.push_str(&format!("# HELP {name} {help}\n# TYPE {name} {kind}\n"));
        Family { text: &mut self.0, name }
    }

    /// Writes a metric with one sample that has no labels, if its value is known.
    pub(super) fn single(
        &mut self,
        name: &'static str,
        kind: Kind,
        help: &str,
        value: Option<impl Display>,
    ) {
        let mut family = self.family(name, kind, help);
        if let Some(value) = value {
            family.sample(&[], value);
        }
    }

    /// Returns the text.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

impl Family<'_> {
    /// Writes a sample.
    pub(super) fn sample(&mut self, labels: &Labels<'_>, value: impl Display) {
        self.write("", labels, value);
    }

    /// Writes the samples of a histogram.
    pub(super) fn histogram(&mut self, label: (&str, &str), histogram: &Histogram) {
        for (bound, count) in &histogram.buckets {
            self.write("_bucket", &[label, ("le", bound)], count);
        }
        self.write("_sum", &[label], histogram.sum);
        self.write("_count", &[label], histogram.count());
    }

    fn write(&mut self, suffix: &str, labels: &Labels<'_>, value: impl Display) {
        let pairs: Vec<String> =
            labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels =
            if pairs.is_empty() { String::new() } else { format!("{{{}}}", pairs.join(",")) };
        self.text.push_str(&format!("{}{suffix}{labels} {value}\n", self.name));
    }
}

/// Returns the value of a label as it stands between quotation marks.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_stand_below_their_help_and_labels_are_escaped() {
        let mut exposition = Exposition::default();
        let mut family = exposition.family("queue_cases", Kind::Gauge, "Cases,\nwaiting");
        family.sample(&[("queue", "a\"b\\c\nd"), ("kind", "x")], 3);
        exposition.single("up", Kind::Gauge, "Up", Some(0.5));
        exposition.single("down", Kind::Counter, "Down", None::<u64>);
        let buckets = vec![("0.1", 2), ("+Inf", 3)];
        let histogram = Histogram { buckets, sum: 1.25 };
        let mut family = exposition.family("took_seconds", Kind::Histogram, "Took");
        family.histogram(("route", "/"), &histogram);
        let expected = "# HELP queue_cases Cases,\\nwaiting\n# TYPE queue_cases gauge\n\
            queue_cases{queue=\"a\\\"b\\\\c\\nd\",kind=\"x\"} 3\n\
            # HELP up Up\n# TYPE up gauge\nup 0.5\n# HELP down Down\n# TYPE down counter\n\
            # HELP took_seconds Took\n# TYPE took_seconds histogram\n\
            took_seconds_bucket{route=\"/\",le=\"0.1\"} 2\n\
            took_seconds_bucket{route=\"/\",le=\"+Inf\"} 3\n\
            took_seconds_sum{route=\"/\"} 1.25\ntook_seconds_count{route=\"/\"} 3\n";
        assert_eq!(exposition.into_text(), expected);
    }
}
