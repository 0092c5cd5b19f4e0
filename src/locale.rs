//! Languages of the board: messages from `locales/` (Fluent), plural forms, and date formats.
//!
//! No message text is in a template or in Rust; `tests/board/language.rs` checks that every
//! language has every key.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid, static_loader};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};

static_loader! {
    static SENTENCES = {
        locales: "./locales",
        fallback_language: "nl",
        // Isolation marks would separate "Er zijn" from "6 reacties", for readers and for scripts
        // that search the text. Thousands are grouped.
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let is_dutch =
                bundle.locales.first().is_some_and(|locale| locale.language == DUTCH.language);
            bundle.set_formatter(Some(if is_dutch { dotted } else { with_commas }));
        },
    };
}

fn dotted<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    parted(value, ".")
}

fn with_commas<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    parted(value, ",")
}

fn parted(value: &FluentValue<'_>, mark: &str) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(&number.as_string(), mark)),
        _ => None,
    }
}

/// Formats "1234567" as "1.234.567"; returns other text than digits unchanged.
fn grouped(number: &str, mark: &str) -> String {
    if !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return number.to_owned();
    }
    let from_the_end = |at: usize| number.len() - at;
    let mut text = String::with_capacity(number.len() * 4 / 3);
    for (at, digit) in number.char_indices() {
        if at > 0 && from_the_end(at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

static DUTCH: LanguageIdentifier = langid!("nl");
static FORMAL_DUTCH: LazyLock<LanguageIdentifier> = LazyLock::new(|| langid!("nl-formal"));
static ENGLISH: LanguageIdentifier = langid!("en");

type Args<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

/// Language of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Informal Dutch ("je"), the default.
    Nl,
    /// Formal Dutch ("u"); `locales/nl-formal/` holds the messages that differ.
    NlFormal,
    /// English.
    En,
}

impl Lang {
    /// Returns the code for `lang` attributes and the `Content-Language` header.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl | Self::NlFormal => "nl",
            Self::En => "en",
        }
    }

    /// Returns the value of the setting `lang`.
    pub fn setting(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::NlFormal => "nl-formal",
            Self::En => "en",
        }
    }

    /// Returns the language with this value of the setting, if there is one.
    pub fn from_setting(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.setting() == value)
    }

    /// All languages, the default first.
    pub const ALL: [Self; 3] = [Self::Nl, Self::NlFormal, Self::En];

    /// Returns whether this is one of the two Dutch variants.
    pub fn is_dutch(self) -> bool {
        matches!(self, Self::Nl | Self::NlFormal)
    }

    /// Returns the message with this key.
    pub fn say(self, key: &str) -> String {
        self.lookup(key, None)
    }

    /// Returns the message with this key, with its placeables filled in.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let args: Args<'_> =
            args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.into())).collect();
        self.lookup(key, Some(&args))
    }

    /// Translates a message that a rule returned.
    pub fn tell(self, sentence: &Message) -> String {
        if sentence.args.is_empty() {
            self.say(sentence.key)
        } else {
            self.with(sentence.key, &sentence.args)
        }
    }

    /// Name of a commenter; a word for one who left, whose name is no longer stored.
    pub fn commenter(self, name: Option<&str>) -> String {
        name.map_or_else(|| self.say("former-commenter"), str::to_owned)
    }

    /// Formats a number with grouped thousands: "1.234".
    pub fn number(self, number: i64) -> String {
        grouped(&number.to_string(), if self.is_dutch() { "." } else { "," })
    }

    /// Formats a duration as "30 seconden" or "2 minuten", rounded up.
    pub fn duration(self, wait: Duration) -> String {
        let seconds = i64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(i64::MAX).max(1);
        match seconds {
            ..60 => self.with("duration-seconds", &[("count", seconds.into())]),
            _ => self.with(
                "duration-minutes",
                &[("count", seconds.saturating_add(59).div_euclid(60).into())],
            ),
        }
    }

    fn lookup(self, key: &str, args: Option<&Args<'_>>) -> String {
        let says = |language| SENTENCES.lookup_single_language(language, key, args).ok();
        let found = match self {
            Self::Nl => says(&DUTCH),
            Self::NlFormal => says(&FORMAL_DUTCH).or_else(|| says(&DUTCH)),
            Self::En => says(&ENGLISH),
        };
        // An unknown key is shown as it is; `tests/board/language.rs` finds it.
        found.unwrap_or_else(|| key.to_owned())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Argument of a message: numbers select plural forms, text is inserted as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Number, which also selects the plural form.
    Number(i64),
    /// Name, title or another message.
    Text(String),
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<'a> From<&'a Arg> for FluentValue<'a> {
    fn from(arg: &'a Arg) -> Self {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

/// Message key with arguments, not yet translated: rules return it, pages translate it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in the language files.
    pub key: &'static str,
    /// Arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Returns a message with one argument.
    pub fn with(key: &'static str, name: &'static str, value: impl Into<Arg>) -> Self {
        Self { key, args: vec![(name, value.into())] }
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }
}

/// Formatter of times, in the language and time zone of the board.
#[derive(Clone, Debug)]
pub struct Calendar {
    lang: Lang,
    zone: TimeZone,
}

impl Calendar {
    /// Returns a formatter for `lang` and `zone`.
    pub fn new(lang: Lang, zone: TimeZone) -> Self {
        Self { lang, zone }
    }

    /// Formats a date: "20 november 2026".
    pub fn date(&self, moment: Timestamp) -> String {
        self.civil(self.local(moment).date())
    }

    /// Formats a day of the calendar: "20 november 2026".
    pub fn civil(&self, day: Date) -> String {
        let month = self.lang.with("month", &[("number", i64::from(day.month()).into())]);
        self.lang.with(
            "date",
            &[
                ("day", day.day().to_string().into()),
                ("month", month.into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// Formats a day in digits without its year, for a narrow place.
    pub fn short(&self, day: Date) -> String {
        let mark = if self.lang.is_dutch() { '-' } else { '/' };
        format!("{}{mark}{}", day.day(), day.month())
    }

    /// Formats a date and time: "20 november 2026 om 09:12".
    pub fn date_time(&self, moment: Timestamp) -> String {
        let time = self.local(moment).strftime("%H:%M").to_string();
        self.lang.with("date-time", &[("date", self.date(moment).into()), ("time", time.into())])
    }

    /// Formats a time for `<time datetime>`: "2026-11-20T09:12:00+01:00", to the second.
    pub fn machine(&self, moment: Timestamp) -> String {
        self.local(moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Formats an age: "12 minuten geleden"; the date and time from one day on.
    pub fn ago(&self, moment: Timestamp, now: Timestamp) -> String {
        let minutes = now.duration_since(moment).as_mins();
        match minutes {
            ..1 => self.lang.say("ago-now"),
            1..60 => self.lang.with("ago-minutes", &[("count", minutes.into())]),
            60..1440 => self.lang.with("ago-hours", &[("count", (minutes / 60).into())]),
            _ => self.date_time(moment),
        }
    }

    /// Converts a time to the time zone of the board.
    pub fn local(&self, moment: Timestamp) -> Zoned {
        moment.to_zoned(self.zone.clone())
    }

    /// Returns the date of a moment, its first moment, and that of the day after it.
    pub fn day(&self, moment: Timestamp) -> Result<(Date, Timestamp, Timestamp), jiff::Error> {
        let date = self.local(moment).date();
        Ok((date, self.midnight(date)?, self.midnight(date.tomorrow()?)?))
    }

    /// Returns the start of each day of a year, followed by the end of the last day.
    pub fn days(&self, year: i16) -> Result<Vec<Timestamp>, jiff::Error> {
        let first = Date::new(year, 1, 1)?;
        (0..=i64::from(first.days_in_year()))
            .map(|day| self.midnight(first.checked_add(day.days())?))
            .collect()
    }

    /// Returns the Monday of this week, of `before` weeks before it, and of the next week.
    ///
    /// Each with its date and its midnight, in order of time.
    pub fn mondays(
        &self,
        now: Timestamp,
        before: i64,
    ) -> Result<Vec<(Date, Timestamp)>, jiff::Error> {
        let today = self.local(now).date();
        let monday = today - i64::from(today.weekday().to_monday_zero_offset()).days();
        (-before..=1)
            .map(|weeks| {
                let date = monday.checked_add((7 * weeks).days())?;
                Ok((date, self.midnight(date)?))
            })
            .collect()
    }

    fn midnight(&self, date: Date) -> Result<Timestamp, jiff::Error> {
        Ok(date.to_zoned(self.zone.clone())?.timestamp())
    }

    /// Returns the time zone of the board.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them_in_the_board_s_zone() {
        let winter: Timestamp = "2026-11-20T08:12:00Z".parse().unwrap();
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let dutch = Calendar::new(Lang::Nl, zone.clone());
        assert_eq!(dutch.date_time(winter), "20 november 2026 om 09:12");
        assert_eq!(dutch.machine(winter), "2026-11-20T09:12:00+01:00");
        assert_eq!(dutch.date("2026-03-01T12:00:00Z".parse().unwrap()), "1 maart 2026");
        assert_eq!(Calendar::new(Lang::En, zone).date_time(winter), "20 November 2026 at 09:12");
    }

    #[test]
    fn thousands_are_parted() {
        let written = [0, 999, 1000, 12_345, 1_234_567].map(|number| Lang::Nl.number(number));
        assert_eq!(written, ["0", "999", "1.000", "12.345", "1.234.567"]);
        assert_eq!(Lang::En.with("people-count", &[("count", 1200_i64.into())]), "1,200 accounts");
        assert_eq!(Lang::Nl.with("people-count", &[("count", 1200_i64.into())]), "1.200 accounts");
        assert_eq!(Lang::Nl.number(-4200), "-4200", "what is less than nothing is no count");
    }

    #[test]
    fn recent_moments_are_told_by_their_age() {
        let calendar = Calendar::new(Lang::Nl, TimeZone::UTC);
        let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let before = |minutes: i64| now - jiff::SignedDuration::from_mins(minutes);
        assert_eq!(calendar.ago(before(0), now), "zojuist");
        assert_eq!(calendar.ago(before(1), now), "1 minuut geleden");
        assert_eq!(calendar.ago(before(12), now), "12 minuten geleden");
        assert_eq!(calendar.ago(before(150), now), "2 uur geleden");
        assert_eq!(calendar.ago(before(3000), now), "18 november 2026 om 10:00");
    }
}
