//! One decision about a selection of cases: each stands on its own, and who was late with one is told of that one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::view::CaseView;
use super::{noting, overtaken_by, queue, recusal, shell};
use crate::app::App;
use crate::comment::Comment;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::moderation::{BULK_MAX, Decision};
use crate::store::Ruling;
use crate::web::page::{Form, Page, Section, Shell, own_path, parse_id, see_other};
use crate::web::session::Moderator;

#[derive(Template)]
#[template(path = "moderation/bulk.html")]
struct BulkPage {
    t: Lang,
    shell: Shell,
    stands: String,
    late: Vec<(i64, String, String)>,
    next: String,
}

/// The decision that lets everything on the page stay but what was selected.
const KEEP_REST: &str = "keep-rest";

/// A selection as it was sent; each of `ids` is a comment's number and the version that was looked
/// at: `31:1`. `shown` is written the same way and holds all of the page that no colleague has
/// before them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Bulk {
    ids: Vec<String>,
    shown: Vec<String>,
    decision: String,
    #[serde(skip)]
    all: bool,
    pub(super) reason: String,
    next: String,
}

/// Comments by number, each with the version that was looked at.
type Chosen = Vec<(i64, i64)>;

/// POST `/moderation/bulk`.
pub(in crate::web) async fn bulk(
    State(app): State<App>,
    moderator: Moderator,
    form: Form,
) -> Result<Response> {
    let bulk: Bulk = form.read()?;
    let next = own_path(&app, &bulk.next).unwrap_or_else(|| "/moderation".to_owned());
    let (chosen, decision) = match bulk.check() {
        Ok(sound) => sound,
        Err(key) => return queue::again(&app, &moderator, bulk, &next, key).await,
    };

    let ids: Vec<i64> = chosen.iter().map(|(id, _)| *id).collect();
    let cases = app.store.cases(&ids, app.now()).await?;
    let comments: Vec<(&Comment, i64)> = cases
        .iter()
        .filter_map(|case| {
            Some((&case.comment, chosen.iter().find(|(id, _)| *id == case.comment.id)?.1))
        })
        .collect();
    if comments.is_empty() {
        return Err(Error::NotFound);
    }
    let me = moderator.account.id;
    // All of it, so that what was decided is what was chosen; the pages do not offer these.
    let current: Vec<i64> = comments
        .iter()
        .filter(|(comment, seen)| comment.version == *seen)
        .map(|(comment, _)| comment.id)
        .collect();
    recusal::refuse(&app, me, &current).await?;
    let rulings: Vec<Ruling<'_>> = comments
        .iter()
        .filter_map(|(comment, seen)| ruling(comment, *seen, decision, me))
        .collect();
    let decided = app.store.record_all(&rulings, app.now()).await?;
    let stands: Vec<i64> = rulings
        .iter()
        .zip(&decided)
        .filter(|(_, id)| id.is_some())
        .map(|(ruling, _)| ruling.comment.id)
        .collect();
    tracing::info!(
        comments = stands.len(),
        moderator = me,
        decision = decision.codes().0,
        "comments were judged"
    );

    let (mut late, mut already) = (Vec::new(), None);
    for (comment, seen) in comments.iter().filter(|(comment, _)| !stands.contains(&comment.id)) {
        match told(&app, comment, (*seen, decision), me).await? {
            Undecided::Already { by_colleague } => {
                already = already.or(by_colleague.then_some(comment.id));
            }
            Undecided::Late(id, name, why) => late.push((id, name, why)),
        }
    }
    if late.is_empty() {
        return Ok(see_other(&already.map_or_else(|| next.clone(), |id| noting(&next, id))));
    }
    let t = app.lang();
    let stands = i64::try_from(comments.len() - late.len()).unwrap_or_default();
    let stands = t.with("bulk-stands", &[("count", stands.into())]);
    let page = BulkPage { t, shell: shell(&app, &moderator).await?, stands, late, next };
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

impl Bulk {
    /// What was chosen and what is to become of it, or the key of what is wrong.
    fn check(&self) -> Result<(Chosen, Decision), &'static str> {
        let rest = self.decision == KEEP_REST;
        let code = if rest { Decision::Keep.codes().0 } else { &self.decision };
        let decision = Decision::from_codes(code, &self.reason)?;
        let mut chosen = parsed(&self.ids)?;
        if rest {
            let selected = std::mem::replace(&mut chosen, parsed(&self.shown)?);
            chosen.retain(|(id, _)| selected.iter().all(|(other, _)| other != id));
        }
        match chosen.len() {
            0 if rest => Err("bulk-no-rest"),
            0 => Err("bulk-none"),
            n if n > BULK_MAX => Err("bulk-too-many"),
            _ => Ok((chosen, decision)),
        }
    }

    /// A selection of everything on the page, for browsers without scripts.
    pub(super) fn of_everything(all: bool) -> Self {
        Self { all, ..Self::default() }
    }

    /// A case as it was chosen or not.
    pub(super) fn picked(&self, case: CaseView) -> CaseView {
        let start = format!("{}:", case.id);
        let chosen = self.ids.iter().any(|id| id.starts_with(&start));
        CaseView { picked: chosen || self.all && !case.is_taken, ..case }
    }
}

/// Comments as they stand in the form, each once, in the order of their numbers.
fn parsed(pairs: &[String]) -> Result<Chosen, &'static str> {
    let mut chosen = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (id, version) = pair.split_once(':').ok_or("bulk-unreadable")?;
        chosen.push((
            parse_id(id).ok_or("bulk-unreadable")?,
            parse_id(version).ok_or("bulk-unreadable")?,
        ));
    }
    chosen.sort_unstable();
    chosen.dedup_by_key(|(id, _)| *id);
    Ok(chosen)
}

/// The ruling about one comment, if it is still the one that was looked at and the decision may follow.
fn ruling(comment: &Comment, seen: i64, decision: Decision, moderator: i64) -> Option<Ruling<'_>> {
    let becomes = decision.applied_to(comment).ok().filter(|_| comment.version == seen)?;
    Some(Ruling { comment, decision, becomes, note: None, moderator, route: None })
}

/// Why a comment was not decided about.
enum Undecided {
    /// The same was decided before, by this moderator or a colleague.
    Already { by_colleague: bool },
    /// Its number, whose it is, and who was first.
    Late(i64, String, String),
}

/// Returns why a comment was not decided about.
async fn told(
    app: &App,
    comment: &Comment,
    (seen, decision): (i64, Decision),
    moderator: i64,
) -> Result<Undecided> {
    let t = app.lang();
    let name = comment.author.name().map_or_else(|| t.say("former-commenter"), str::to_owned);
    if comment.version == seen
        && let Err(key) = decision.applied_to(comment)
    {
        return Ok(Undecided::Late(comment.id, name, t.say(key)));
    }
    let Some(last) = app.store.last_decision(comment.id).await? else {
        return Ok(Undecided::Late(comment.id, name, t.say("decision-version-missing")));
    };
    if last.version == seen + 1 && last.decision == decision {
        return Ok(Undecided::Already { by_colleague: last.moderator_id != moderator });
    }
    Ok(Undecided::Late(comment.id, name, overtaken_by(app, &last, moderator)))
}
