//! Answer to an address under which the board may not stand, for whoever set up the embed.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::sites::PageAddress;
use crate::web::page::{EmbedParams, FormPage, Page, Section, Shell};

/// Sentence in place of a fragment.
#[derive(Template)]
#[template(path = "embed/refused.html")]
struct RefusedFragment {
    t: Lang,
    heading: String,
    sentence: String,
}

/// Form in which the answer is included or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Fragment,
    Page,
}

/// Returns the address that the query names if the board may stand there, otherwise the answer.
pub(super) async fn allowed(
    app: &App,
    params: &EmbedParams,
    form: Form,
) -> Result<Result<PageAddress, Response>> {
    match &params.address {
        Some(address) if app.sites().await?.of(address).is_some() => Ok(Ok(address.clone())),
        address => Ok(Err(refused(app, address.as_ref(), form).await?)),
    }
}

/// Returns 404 with a sentence that names what is missing.
pub(super) async fn refused(
    app: &App,
    address: Option<&PageAddress>,
    form: Form,
) -> Result<Response> {
    let t = app.lang();
    let (key, args) = match address {
        Some(address) => ("embed-unknown", vec![("origin", address.origin.as_str().into())]),
        None => ("embed-no-address", Vec::new()),
    };
    let shell = Shell::new(app, None, Section::Elsewhere).await?;
    Ok(match form {
        Form::Page => {
            FormPage::new(t, shell, "embed-refused").with(key, &args).answer(StatusCode::NOT_FOUND)
        }
        Form::Fragment => {
            let (heading, sentence) = (t.say("embed-refused"), t.with(key, &args));
            let page = RefusedFragment { t, heading, sentence };
            Page::personal(page).status(StatusCode::NOT_FOUND).into_response()
        }
    })
}
