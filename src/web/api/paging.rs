//! Pages of a list: a cursor, a limit, and the address of the next page.

use url::form_urlencoded;

use super::refusal::Result;
use crate::app::App;
use crate::locale::Message;
use crate::web::page::{Problem, QueryParams};

/// Number of entries on a page, if the request names none.
const LIMIT: i64 = 50;
/// Greatest number of entries on a page.
pub(super) const LIMIT_MAX: i64 = 100;

/// Page that a request asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paging<C> {
    /// Position after which the page begins; `None` for the first page.
    pub(super) after: Option<C>,
    /// Greatest number of entries.
    pub(super) limit: i64,
}

impl<C> Paging<C> {
    /// Parses the parameters `after` and `limit`.
    pub(super) fn new(asked: &QueryParams, parse: impl FnOnce(&str) -> Option<C>) -> Result<Self> {
        let mut errors = Vec::new();
        let limit = match asked.text("limit") {
            None => Some(LIMIT),
            Some(text) => text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit)),
        };
        if limit.is_none() {
            errors.push(("limit", Message::with("problem-limit", "most", LIMIT_MAX)));
        }
        let after = asked.text("after").map(parse);
        if matches!(after, Some(None)) {
            errors.push(("after", "problem-after".into()));
        }
        match limit {
            Some(limit) if errors.is_empty() => Ok(Self { after: after.flatten(), limit }),
            _ => Err(Problem::invalid(errors).into()),
        }
    }
}

/// Parameters that the address of the next page repeats.
const KEPT: [&str; 6] = ["article", "in", "limit", "q", "queue", "sort"];

/// Returns the problem of a cursor that leads nowhere.
pub(super) fn unknown_cursor() -> Problem {
    Problem::invalid(vec![("after", "problem-after".into())])
}

/// Returns the address of the page after a position, with the other parameters of a request.
pub(super) fn next(app: &App, path: &str, asked: &QueryParams, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(KEPT.iter().filter_map(|name| Some((*name, asked.text(name)?))));
    query.append_pair("after", after);
    format!("{}{path}?{}", app.config.public_url, query.finish())
}

/// Parses two numbers with a full stop between them.
pub(super) fn pair(text: &str) -> Option<(i64, i64)> {
    let (one, other) = text.split_once('.')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}
