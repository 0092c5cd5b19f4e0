//! Validation of single fields of the article form.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::form::{ArticleForm, FieldError};
use crate::article::{Category, Comments, DAYS_MAX, SLUG_MAX, Slug, TITLE_MAX};
use crate::locale::Message;
use crate::{markup, picture};

/// Greatest length of the text in characters: a small book, far below the limit of a form.
pub const BODY_MAX: usize = 100_000;
/// Greatest length of the name of a category in characters: fits above a headline.
pub const CATEGORY_MAX: usize = 60;
/// Greatest number of broken images named in a message; below, of characters of each URL.
const NAMED_MAX: usize = 3;
const ADDRESS_MAX: usize = 80;
/// Format of a time in a form field.
const MOMENT: &str = "%Y-%m-%dT%H:%M";

/// Makes a category of a typed name, or returns the error message.
pub fn category_named(name: &str) -> Result<Category, Message> {
    is_short_enough(name, CATEGORY_MAX, "category-long")?;
    Category::named(name).ok_or_else(|| Message::with("category-bad", "name", name))
}

/// Returns the quoted URLs of images in a Markdown text that are not among the pictures `there`.
pub fn broken_pictures(body: &str, there: &[i64]) -> Vec<String> {
    let broken = picture::broken_in(&markup::article(body), there);
    broken
        .into_iter()
        .map(|source| format!("‘{}’", source.chars().take(ADDRESS_MAX).collect::<String>()))
        .collect()
}

/// Checks that every image in a text is one of these pictures, since no other is shown.
pub fn pictures_are_there(body: &str, there: &[i64]) -> Result<(), Message> {
    let broken = broken_pictures(body, there);
    if broken.is_empty() {
        return Ok(());
    }
    let count = broken.len();
    let named = broken.into_iter().take(NAMED_MAX).collect::<Vec<_>>().join(", ");
    Err(Message {
        key: "write-body-pictures",
        args: vec![("count", count.into()), ("addresses", named.into())],
    })
}

/// Formats a time for a form field.
pub fn in_field(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned(zone.clone()).strftime(MOMENT).to_string()
}

pub(super) fn from_field(typed: &str, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = typed.parse().ok()?;
    // A year outside the supported range is a typing error.
    let moment = local.to_zoned(zone.clone()).ok()?.timestamp();
    (1900..=9998).contains(&local.year()).then_some(moment)
}

/// Returns the value of a field, or adds its error to the list.
pub fn keep<T>(
    faults: &mut Vec<FieldError>,
    field: &'static str,
    outcome: Result<T, Message>,
) -> Option<T> {
    outcome.map_err(|sentence| faults.push((field, sentence))).ok()
}

/// Checks the length of a text in characters.
pub fn is_short_enough(text: &str, max: usize, otherwise: &'static str) -> Result<(), Message> {
    let count = text.chars().count();
    let told = || Message {
        key: otherwise,
        args: vec![("max", max.into()), ("count", (count - max).into())],
    };
    if count > max { Err(told()) } else { Ok(()) }
}

/// Checks an optional line; `None` if it is empty.
pub fn one_line(
    typed: &str,
    max: usize,
    otherwise: &'static str,
) -> Result<Option<String>, Message> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    is_short_enough(&line, max, otherwise)?;
    Ok(Some(line).filter(|line| !line.is_empty()))
}

/// Checks the typed last part of an address, or makes it of the title if none was typed.
pub fn slug_of(title: &str, typed: &str, usual: &str) -> Result<Slug, Message> {
    if typed.is_empty() {
        return Slug::of(title).ok_or_else(|| "write-slug-missing".into());
    }
    let example = || {
        let slug = Slug::of(typed).or_else(|| Slug::of(title));
        slug.map_or_else(|| usual.to_owned(), |slug| slug.as_str().to_owned())
    };
    Slug::parse(typed).ok_or_else(|| Message {
        key: "write-slug-bad",
        args: vec![("max", SLUG_MAX.into()), ("example", example().into())],
    })
}

pub(super) fn title_is_good(title: &str) -> Result<(), Message> {
    if title.is_empty() {
        return Err("write-title-missing".into());
    }
    is_short_enough(title, TITLE_MAX, "write-title-long")
}

pub(super) fn body_is_good(
    body: &str,
    is_for_readers: bool,
    pictures: &[i64],
) -> Result<(), Message> {
    if is_for_readers && body.trim().is_empty() {
        return Err("write-body-missing".into());
    }
    is_short_enough(body, BODY_MAX, "write-body-long")?;
    if is_for_readers { pictures_are_there(body, pictures) } else { Ok(()) }
}

pub(super) fn comments(typed: &ArticleForm) -> Result<Comments, Message> {
    match typed.comments.as_str() {
        "open" => Ok(Comments::Open),
        "closed" => Ok(Comments::Closed),
        "after" => {
            let days = typed.days.trim().parse().ok().filter(|days| (1..=DAYS_MAX).contains(days));
            days.map(Comments::ClosingAfter)
                .ok_or_else(|| Message::with("write-days-bad", "max", DAYS_MAX.to_string()))
        }
        _ => Err("write-comments-missing".into()),
    }
}

/// Normalizes line ends to `\n`; browsers send `\r\n`.
pub fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
