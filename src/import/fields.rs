//! Fields of the files of several systems: times, addresses, names.

use email_address::{EmailAddress, Options};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Returns the text without blanks at its ends, if there is any.
pub(super) fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Returns an e-mail address, if it is one.
pub(super) fn email(text: &str) -> Option<String> {
    let options =
        Options::default().with_required_tld().without_display_text().without_domain_literal();
    let text = filled(text)?;
    EmailAddress::parse_with_options(text, options).ok().map(|_| text.to_owned())
}

/// Returns the key of another record; `0` is none.
pub(super) fn reference(text: &str) -> Option<String> {
    filled(text).filter(|key| *key != "0").map(str::to_owned)
}

/// Returns the time of "2020-01-02 03:04:05" in a zone; zero dates are none.
pub(super) fn time_in(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let time: DateTime = filled(text)?.parse().ok()?;
    moment(time, zone)
}

/// Returns the time of a date and an hour in a zone; the first second of 1970 is none.
pub(super) fn moment(time: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let moment = zone.to_timestamp(time).ok()?;
    (moment > Timestamp::UNIX_EPOCH).then_some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_say_nothing_are_none() {
        assert_eq!(filled(" \n"), None);
        assert_eq!(reference("0"), None);
        assert_eq!(reference(" 12 ").as_deref(), Some("12"));
        assert_eq!(email("jan@post.example").as_deref(), Some("jan@post.example"));
        for none in
            ["", "jan", "d41d8cd98f00b204e9800998ecf8427e", "jan@", "Jan <jan@post.example>"]
        {
            assert_eq!(email(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_read_in_their_zone() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let time = |text: &str| time_in(text, &zone).map(|time| time.to_string());
        assert_eq!(time("2023-07-01 12:00:00").as_deref(), Some("2023-07-01T10:00:00Z"));
        for none in ["0000-00-00 00:00:00", "", "onzin", "2023-02-30 00:00:00"] {
            assert_eq!(time(none), None, "{none}");
        }
        assert_eq!(time_in("1970-01-01 00:00:00", &TimeZone::UTC), None);
    }
}
