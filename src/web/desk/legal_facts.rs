//! Form with the facts about the publisher, for administrators.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Room, shell_of};
use crate::app::App;
use crate::config::SmtpUrl;
use crate::error::{Error, Result};
use crate::legal_facts::{Fact, FactTexts};
use crate::locale::{Lang, Message};
use crate::web::page::{FieldErrors, Form, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "desk/legal_facts.html")]
struct FactsPage {
    t: Lang,
    shell: Shell,
    room: Room,
    version: i64,
    fact_fields: Vec<FactField>,
    missing: Option<String>,
    /// Fields have a suggestion that is not stored.
    proposes: bool,
    errors: FieldErrors,
    saved: bool,
    overtaken: bool,
}

/// Field of a fact.
struct FactField {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    max: usize,
    is_long: bool,
}

/// Fields as they were sent: the version, and each fact by its code.
#[derive(Clone, Debug, Deserialize)]
struct LegalFactsForm(BTreeMap<String, String>);

impl LegalFactsForm {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn version(&self) -> Option<i64> {
        match self.text("version") {
            "0" => Some(0),
            version => parse_id(version),
        }
    }
}

/// GET `/desk/settings/privacy`: shows the form.
pub(in crate::web) async fn legal_facts(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let mut page = FactsPage::new(&app, &admin, None, Vec::new()).await?;
    page.saved = asked.text("done").is_some();
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/settings/privacy`: saves the facts.
///
/// Responds with 422 if a fact has an error, and with 409 if another administrator changed the
/// settings in the meantime.
pub(in crate::web) async fn change_legal_facts(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: LegalFactsForm = form.read()?;
    let seen = typed.version().ok_or(Error::Invalid("error-form".into()))?;
    let texts = match FactTexts::parse(|fact| typed.text(fact.code())) {
        Ok(texts) => texts,
        Err(errors) => {
            let page = FactsPage::new(&app, &admin, Some(&typed), errors).await?;
            return Ok(Page::personal(page)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
    };
    let done = || see_other("/desk/settings/privacy?done=saved");
    // The form was sent twice, or nothing changed.
    if app.legal_facts().await?.texts == texts {
        return Ok(done());
    }
    if !app.store.change_legal_facts(&texts, seen, admin.account.id, app.now()).await? {
        let mut page = FactsPage::new(&app, &admin, Some(&typed), Vec::new()).await?;
        page.overtaken = true;
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    tracing::info!(admin = admin.account.id, "the facts about the publisher were changed");
    Ok(done())
}

/// Returns the names of the required facts that are not filled in, if there are any.
pub(super) async fn missing(app: &App) -> Result<Option<String>> {
    let t = app.lang();
    let names: Vec<String> =
        app.legal_facts().await?.texts.missing().map(|fact| t.say(fact.label())).collect();
    Ok((!names.is_empty()).then(|| names.join(", ")))
}

impl FactsPage {
    async fn new(
        app: &App,
        admin: &Admin,
        typed: Option<&LegalFactsForm>,
        errors: Vec<(&'static str, Message)>,
    ) -> Result<Self> {
        let (t, facts) = (app.lang(), app.legal_facts().await?);
        let sender = app.config.smtp.as_ref().and_then(SmtpUrl::chosen_sender);
        let suggestion = |fact: Fact| match fact {
            Fact::Email => sender.clone(),
            fact => fact.suggestion().map(|key| t.say(key)),
        };
        let value = |fact: Fact| match typed {
            Some(typed) => typed.text(fact.code()).to_owned(),
            None => match facts.texts.get(fact) {
                Some(text) => text.to_owned(),
                None => suggestion(fact).unwrap_or_default(),
            },
        };
        let is_proposed =
            |fact: Fact| facts.texts.get(fact).is_none() && suggestion(fact).is_some();
        let field = |fact: Fact| FactField {
            name: fact.code(),
            label: t.say(fact.label()),
            hint: t.say(fact.hint()),
            value: value(fact),
            max: fact.max(),
            is_long: fact.lines() > 1,
        };
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Settings,
            version: facts.version,
            fact_fields: Fact::ALL.into_iter().map(field).collect(),
            missing: missing(app).await?,
            proposes: typed.is_none() && Fact::ALL.into_iter().any(is_proposed),
            errors: FieldErrors::new(t, errors),
            saved: false,
            overtaken: false,
        })
    }
}
