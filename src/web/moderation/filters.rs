//! Filters of words and links.
//!
//! Each is tried on the latest comments before it is saved.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::shell;
use crate::app::App;
use crate::error::Result;
use crate::locale::{Lang, Message};
use crate::moderation::filter;
use crate::moderation::filter::{Action, Filter, Filters, Kind};
use crate::web::page::{FieldErrors, Form, Id, Page, Shell, see_other};
use crate::web::session::{BoardModerator, Moderator};

/// Number of comments a filter is tried on.
const SAMPLE: i64 = 1_000;
/// Number of matching comments that are shown.
const SHOWN: usize = 10;
/// Number of comments below which a filter that matches more than half of them may still be right.
const TOO_FEW: usize = 20;
/// Number of characters of a comment that are shown beside the words found in it.
const EXCERPT: usize = 160;

#[derive(Template)]
#[template(path = "moderation/filters.html")]
struct FiltersPage {
    t: Lang,
    shell: Shell,
    typed: FilterForm,
    errors: FieldErrors,
    trial: Option<Trial>,
    filters: Vec<FilterView>,
}

/// Result of trying a filter.
struct Trial {
    sentence: String,
    hits: Vec<Hit>,
}

struct Hit {
    id: i64,
    name: String,
    words: String,
    excerpt: String,
}

/// Row of the list of filters.
struct FilterView {
    id: i64,
    what: String,
    action: String,
    made: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct FilterForm {
    kind: String,
    pattern: String,
    action: String,
    intent: String,
}

/// GET `/moderation/words`: lists the filters.
pub(in crate::web) async fn words(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
) -> Result<Response> {
    let errors = FieldErrors::default();
    let page = page(&app, &moderator, FilterForm::default(), errors, None).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/moderation/words`: tries a filter, or saves it.
///
/// Responds with 422 if the form has an error, or if the filter to save matches more than half of
/// at least `TOO_FEW` comments.
pub(in crate::web) async fn word(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
    form: Form,
) -> Result<Response> {
    let typed: FilterForm = form.read()?;
    let filter = match check(&app, &typed) {
        Ok(filter) => filter,
        Err(errors) => return refuse(&app, &moderator, typed, errors, None).await,
    };
    let (trial, found, of) = try_on(&app, &filter).await?;
    if typed.intent != "save" {
        let page = page(&app, &moderator, typed, FieldErrors::default(), Some(trial)).await?;
        return Ok(Page::personal(page).into_response());
    }
    if of >= TOO_FEW && found * 2 > of {
        let errors = vec![("pattern", "rule-finds-most".into())];
        return refuse(&app, &moderator, typed, errors, Some(trial)).await;
    }
    app.store.add_filter(&filter, moderator.account.id, app.now()).await?;
    tracing::info!(moderator = moderator.account.id, kind = filter.kind.code(), "a rule was made");
    Ok(see_other("/moderation/words"))
}

/// POST `/moderation/words/{id}/drop`: deletes a filter.
pub(in crate::web) async fn drop_word(
    State(app): State<App>,
    BoardModerator(moderator): BoardModerator,
    Id(id): Id,
) -> Result<Response> {
    if app.store.remove_filter(id, app.now()).await? {
        tracing::info!(filter = id, moderator = moderator.account.id, "a rule was dropped");
    }
    Ok(see_other("/moderation/words"))
}

fn check(app: &App, typed: &FilterForm) -> Result<Filter, Vec<(&'static str, Message)>> {
    let kind = Kind::from_code(&typed.kind).ok_or("rule-kind-missing");
    let pattern = kind.map_or(Ok(String::new()), |kind| filter::pattern(kind, &typed.pattern));
    let action = Action::from_code(&typed.action).ok_or("rule-action-missing");
    match (kind, pattern, action) {
        (Ok(kind), Ok(pattern), Ok(action)) => {
            Ok(Filter { id: 0, kind, pattern, action, made_at: app.now() })
        }
        (kind, pattern, action) => {
            Err([("kind", kind.err()), ("pattern", pattern.err()), ("action", action.err())]
                .into_iter()
                .filter_map(|(field, key)| key.map(|key| (field, key.into())))
                .collect())
        }
    }
}

/// Tries a filter on the latest comments.
///
/// Returns the result, the number of comments it matches and the number of comments it was tried
/// on.
async fn try_on(app: &App, filter: &Filter) -> Result<(Trial, usize, usize)> {
    let t = app.lang();
    let sample = app.store.sample(SAMPLE).await?;
    let filters = [filter.clone()];
    let ready = Filters::new(&filters);
    let mut hits = Vec::new();
    for comment in &sample {
        if let Some(found) =
            ready.look(comment.name.as_deref().unwrap_or_default(), &comment.html).pop()
        {
            hits.push(Hit {
                id: comment.id,
                name: t.commenter(comment.name.as_deref()),
                words: found.words,
                excerpt: comment.html.plain().chars().take(EXCERPT).collect(),
            });
        }
    }
    let key = if filter.action == Action::Hold { "rule-would-hold" } else { "rule-would-refuse" };
    let (found, of) = (hits.len(), sample.len());
    hits.truncate(SHOWN);
    let sentence = t.with(key, &[("count", found.into()), ("of", of.to_string().into())]);
    Ok((Trial { sentence, hits }, found, of))
}

async fn refuse(
    app: &App,
    moderator: &Moderator,
    typed: FilterForm,
    errors: Vec<(&'static str, Message)>,
    trial: Option<Trial>,
) -> Result<Response> {
    let errors = FieldErrors::new(app.lang(), errors);
    let page = page(app, moderator, typed, errors, trial).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn page(
    app: &App,
    moderator: &Moderator,
    typed: FilterForm,
    errors: FieldErrors,
    trial: Option<Trial>,
) -> Result<FiltersPage> {
    let t = app.lang();
    let view = |filter: Filter| FilterView {
        id: filter.id,
        what: t.with(what(filter.kind), &[("pattern", filter.pattern.as_str().into())]),
        action: t.say(action(filter.action)),
        made: app.calendar.date(filter.made_at),
    };
    Ok(FiltersPage {
        t,
        shell: shell(app, moderator).await?.at("/moderation/words"),
        typed,
        errors,
        trial,
        filters: app.store.filters().await?.into_iter().map(view).collect(),
    })
}

fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::Word => "rule-what-word",
        Kind::Link => "rule-what-link",
        Kind::Links => "rule-what-links",
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Hold => "rule-action-hold",
        Action::Refuse => "rule-action-refuse",
    }
}

impl FiltersPage {
    fn kinds(&self) -> [(&'static str, String); 3] {
        Kind::ALL.map(|kind| {
            let key = match kind {
                Kind::Word => "rule-kind-word",
                Kind::Link => "rule-kind-link",
                Kind::Links => "rule-kind-links",
            };
            (kind.code(), self.t.say(key))
        })
    }

    fn actions(&self) -> [(&'static str, String); 2] {
        Action::ALL.map(|which| (which.code(), self.t.say(action(which))))
    }
}
