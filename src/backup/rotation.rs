//! Rotation: which backups of a series are kept.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Number of days, weeks and months of which the last backup is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// Age beyond the newest backup up to which one is kept: less than the journal of erasures reaches.
const OLDEST: SignedDuration = SignedDuration::from_hours(395 * 24);

/// Returns the backups that are kept of those made at these times.
///
/// The last one of each of the last seven days that have one, and likewise of four weeks (ISO 8601)
/// and twelve months, as the time zone divides them. So a board that was off for a month loses none
/// of the year before it.
pub(super) fn kept(made: &BTreeSet<Timestamp>, zone: &TimeZone) -> BTreeSet<Timestamp> {
    let day = |time: &Timestamp| time.to_zoned(zone.clone()).date();
    let mut kept = last_of_each(made, DAYS, day);
    kept.extend(last_of_each(made, WEEKS, |time| {
        let week = day(time).iso_week_date();
        (week.year(), week.week())
    }));
    kept.extend(last_of_each(made, MONTHS, |time| (day(time).year(), day(time).month())));
    kept.retain(|time| made.last().is_some_and(|newest| newest.duration_since(*time) <= OLDEST));
    kept
}

/// Returns the last time of each of the last `most` periods.
fn last_of_each<P: Ord>(
    made: &BTreeSet<Timestamp>,
    most: usize,
    period: impl Fn(&Timestamp) -> P,
) -> BTreeSet<Timestamp> {
    let mut seen = BTreeSet::new();
    made.iter().rev().filter(|time| seen.insert(period(time))).take(most).copied().collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn daily(days: i64) -> BTreeSet<Timestamp> {
        let first: Timestamp = "2026-01-01T03:00:00Z".parse().unwrap();
        (0..days).map(|day| first + (day * 24).hours()).collect()
    }

    #[test]
    fn a_year_of_days_becomes_seven_days_four_weeks_and_twelve_months() {
        let made = daily(400);
        let kept = kept(&made, &TimeZone::UTC);
        let days: Vec<String> =
            kept.iter().map(|time| time.strftime("%m-%d").to_string()).collect();
        assert_eq!(
            days,
            [
                "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30",
                "12-31", "01-17", "01-24", "01-29", "01-30", "01-31", "02-01", "02-02", "02-03",
                "02-04",
            ]
        );
    }

    #[test]
    fn thinned_daily_the_same_are_left_as_at_once() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let mut left = BTreeSet::new();
        for time in daily(400) {
            left.insert(time);
            left = kept(&left, &zone);
        }
        assert_eq!(left, kept(&daily(400), &zone));
    }

    #[test]
    fn few_are_all_kept_unless_the_journal_does_not_reach_them() {
        let times = ["2020-01-01T00:00:00Z", "2025-05-05T00:00:00Z", "2026-01-01T00:00:00Z"];
        let mut made: BTreeSet<Timestamp> = times.map(|time| time.parse().unwrap()).into();
        let left = kept(&made, &TimeZone::UTC);
        made.pop_first();
        assert_eq!(left, made);
        assert!(kept(&BTreeSet::new(), &TimeZone::UTC).is_empty());
    }
}
