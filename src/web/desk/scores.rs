//! Threshold from which a score holds comments, with the decisions of the past before the eyes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::chart::{Figures, Unit};
use super::{Room, shell_of};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::store::statistics::ScoredDecision;
use crate::web::page::{FieldErrors, Form, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Admin;

/// Number of decisions that the page looks back on.
const DECISIONS: i64 = 1_000;
/// Thresholds to choose from, in percent; a higher one than the last would hold nothing.
const THRESHOLDS: [i64; 7] = [50, 60, 70, 80, 90, 95, 99];

#[derive(Template)]
#[template(path = "desk/scores.html")]
struct ScoresPage {
    t: Lang,
    shell: Shell,
    room: Room,
    version: i64,
    /// Threshold in force, in percent.
    now: Option<i64>,
    /// Value that is chosen in the form.
    chosen: String,
    decisions: i64,
    /// Effect of each threshold on the decisions of the past.
    effects: Vec<Effect>,
    chart: Option<Html>,
    errors: FieldErrors,
    saved: bool,
    overtaken: bool,
}

/// Effect that a threshold would have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Effect {
    /// Threshold in percent.
    percent: i64,
    /// Number of comments that it would have held.
    held: i64,
    /// Number of those that were removed.
    removed: i64,
    /// Number of those that were kept.
    kept: i64,
}

/// Fields as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ThresholdForm {
    version: String,
    threshold: String,
}

/// GET `/desk/scores`: shows the threshold, and what others would have done.
pub(in crate::web) async fn scores(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let page = ScoresPage::new(&app, &admin, None).await?;
    let saved = asked.text("done").is_some();
    Ok(Page::personal(ScoresPage { saved, ..page }).into_response())
}

/// POST `/desk/scores`: sets or clears the threshold.
///
/// Responds with 422 if it is not one of the list, and with 409 if another administrator changed
/// the settings in the meantime.
pub(in crate::web) async fn change_threshold(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: ThresholdForm = form.read()?;
    let seen = typed.seen().ok_or(Error::Invalid("error-form".into()))?;
    let Ok(percent) = typed.percent() else {
        let mut page = ScoresPage::new(&app, &admin, Some(&typed)).await?;
        page.errors = FieldErrors::one("threshold", app.lang().say("scores-threshold-unknown"));
        return Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let per_mille = percent.map(|percent| percent * 10);
    let done = || see_other("/desk/scores?done=saved");
    // The form was sent twice, or nothing changed.
    if app.store.score_threshold().await?.1 == per_mille {
        return Ok(done());
    }
    let account = admin.account.id;
    if !app.store.change_score_threshold(per_mille, seen, account, app.now()).await? {
        let page = ScoresPage::new(&app, &admin, Some(&typed)).await?;
        let page = ScoresPage { overtaken: true, ..page };
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    tracing::info!(admin = account, ?percent, "the threshold of scores was changed");
    Ok(done())
}

impl ThresholdForm {
    fn seen(&self) -> Option<i64> {
        match self.version.as_str() {
            "0" => Some(0),
            version => parse_id(version),
        }
    }

    /// Returns the threshold in percent, if it is one of the list; `None` clears it.
    fn percent(&self) -> Result<Option<i64>, ()> {
        match self.threshold.as_str() {
            "" => Ok(None),
            text => match text.parse() {
                Ok(percent) if THRESHOLDS.contains(&percent) => Ok(Some(percent)),
                _ => Err(()),
            },
        }
    }
}

impl ScoresPage {
    async fn new(app: &App, admin: &Admin, typed: Option<&ThresholdForm>) -> Result<Self> {
        let t = app.lang();
        let (version, now) = app.store.score_threshold().await?;
        let now = now.map(|per_mille| per_mille / 10);
        let decisions = app.store.scored_decisions(DECISIONS).await?;
        let effects = THRESHOLDS.map(|percent| Effect::of(percent, &decisions));
        let chosen = match typed {
            Some(typed) => typed.threshold.clone(),
            None => now.map(|percent| percent.to_string()).unwrap_or_default(),
        };
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Settings,
            version,
            now,
            chosen,
            chart: if decisions.is_empty() { None } else { Some(chart(t, &effects)?) },
            decisions: i64::try_from(decisions.len()).unwrap_or(DECISIONS),
            effects: effects.to_vec(),
            errors: FieldErrors::default(),
            saved: false,
            overtaken: false,
        })
    }

    /// Sentence about the threshold in force.
    fn in_force(&self) -> String {
        match self.now {
            Some(percent) => self.t.with("scores-now", &[("percent", percent.into())]),
            None => self.t.say("scores-now-none"),
        }
    }

    /// Sentence about the decisions that the page looks back on.
    fn looked_back_on(&self) -> String {
        self.t.with("scores-curve-lead", &[("count", self.decisions.into())])
    }

    /// Choices of the form, each as its value and label.
    fn choices(&self) -> Vec<(String, String)> {
        let choice = |percent: i64| {
            (
                percent.to_string(),
                self.t.with("scores-threshold-from", &[("percent", percent.into())]),
            )
        };
        std::iter::once((String::new(), self.t.say("scores-threshold-none")))
            .chain(THRESHOLDS.into_iter().map(choice))
            .collect()
    }

    fn percent(&self, percent: &i64) -> String {
        self.t.with("scores-percent", &[("percent", (*percent).into())])
    }

    fn written(&self, count: &i64) -> String {
        self.t.number(*count)
    }
}

impl Effect {
    fn of(percent: i64, decisions: &[ScoredDecision]) -> Self {
        let held = |kept: bool| {
            let is_held = |decision: &&ScoredDecision| {
                decision.worst >= percent * 10 && decision.kept == kept
            };
            i64::try_from(decisions.iter().filter(is_held).count()).unwrap_or(i64::MAX)
        };
        let (kept, removed) = (held(true), held(false));
        Self { percent, held: kept + removed, removed, kept }
    }
}

/// Draws a bar for each threshold.
fn chart(t: Lang, effects: &[Effect]) -> Result<Html> {
    let period = |effect: &Effect| {
        let name = t.with("scores-percent", &[("percent", effect.percent.into())]);
        (name.clone(), name, vec![effect.removed, effect.kept])
    };
    let figures = Figures {
        id: "curve",
        title: t.say("scores-curve"),
        description: t.say("scores-description"),
        series: vec![t.say("scores-removed"), t.say("scores-kept")],
        column: t.say("scores-threshold"),
        periods: effects.iter().map(period).collect(),
        unit: Unit::Count,
        has_table: false,
    };
    Ok(figures.drawn(t).map_err(anyhow::Error::new)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_holds_what_scored_as_high_and_tells_kept_from_removed() {
        let decision = |worst, kept| ScoredDecision { worst, kept };
        let decisions =
            [decision(499, true), decision(500, true), decision(899, false), decision(990, false)];
        assert_eq!(
            Effect::of(50, &decisions),
            Effect { percent: 50, held: 3, removed: 2, kept: 1 }
        );
        assert_eq!(
            Effect::of(90, &decisions),
            Effect { percent: 90, held: 1, removed: 1, kept: 0 }
        );
    }
}
