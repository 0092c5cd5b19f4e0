//! Sharing an article: a button counts one share and redirects to the page of the network.
//!
//! For Mastodon a page asks for the instance. Article pages show new counts within
//! [`SHOWN_WITHIN`]: a share does not invalidate cached pages.
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::app::App;
use crate::article::share::{ANY_INSTANCE, Instance, Network, mark};
use crate::article::{Slug, Teaser};
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::security::token::Token;
use crate::web::page::{Field, Form, FormPage, Section, Shell, see_other};
use crate::web::session::{Visitor, remembering};

/// Maximum time for which an article page is cached, and so the maximum age of its counts.
pub(super) const SHOWN_WITHIN: SignedDuration = SignedDuration::from_secs(10);
/// Maximum number of characters of an instance: a host with `https://` and an account.
const INSTANCE_MAX: usize = 300;

/// Form fields, by their public names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct InstanceForm {
    /// Empty if sent from an article; one value, possibly empty, from the page that asks for it.
    instance: Vec<String>,
}

impl FromRequestParts<App> for Network {
    type Rejection = Error;

    /// Parses the last parameter of the path; an unknown network is not found.
    async fn from_request_parts(parts: &mut axum::http::request::Parts, app: &App) -> Result<Self> {
        let Path(names) = Path::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        names.last().and_then(|(_, code)| Self::from_code(code)).ok_or(Error::NotFound)
    }
}

/// Handles GET `/articles/{slug}/share/{network}`: asks for a Mastodon instance.
///
/// Other networks have no such page.
pub(in crate::web) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    network: Network,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?.teaser;
    if network != Network::Mastodon {
        return Err(Error::NotFound);
    }
    Ok(question(&app, &visitor, &article, "").await?.ok())
}

/// Handles POST `/articles/{slug}/share/{network}`: counts a share and redirects to the network.
pub(in crate::web) async fn share(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    network: Network,
    form: Form,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?.teaser;
    let address = format!("{}/articles/{}", app.config.public_url, slug.as_str());
    let page = if let Some(page) = network.page(&article.title, &address) {
        page
    } else {
        let Some(typed) = form.read::<InstanceForm>()?.instance.into_iter().next() else {
            return Ok(see_other(&format!("/articles/{}/share/{}", slug.as_str(), network.code())));
        };
        match Instance::new(&typed) {
            Ok(instance) => instance.page(&article.title, &address),
            Err(key) => {
                let form_page = question(&app, &visitor, &article, &typed)
                    .await?
                    .errors([("instance", key.into())]);
                return Ok(form_page.answer(StatusCode::UNPROCESSABLE_ENTITY));
            }
        }
    };
    let fresh = count(&app, &visitor, &article, network).await?;
    Ok(remembering(see_other(&page), &app, fresh))
}

/// Counts a share, at most one per browser, article, network and day.
///
/// Nothing is counted, and the share goes on, if the visitor's network exhausted its rate limit.
///
/// Returns a new visitor token for a browser without a visitor cookie.
async fn count(
    app: &App,
    visitor: &Visitor,
    article: &Teaser,
    network: Network,
) -> Result<Option<Token>> {
    let now = app.now();
    let Some(permit) = app
        .rate_limiter
        .take_if_left(&[(LimitedAction::Share, visitor.network.as_str())], now)
        .await?
    else {
        return Ok(None);
    };
    let (browser, fresh) = visitor.known_by(app);
    let day = app.calendar.local(now).date().to_string();
    if app.store.share(article.id, network, &mark(&browser, article.id, network, &day), now).await?
    {
        permit.spend();
    }
    Ok(fresh)
}

/// Creates the page that asks for an instance, with the value typed before.
async fn question(app: &App, visitor: &Visitor, article: &Teaser, typed: &str) -> Result<FormPage> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
    let typed: String = typed.chars().take(INSTANCE_MAX).collect();
    let page = format!("/articles/{}", article.slug.as_str());
    let field = Field::text("instance", "share-instance")
        .hint("share-instance-hint")
        .auto("url")
        .max(INSTANCE_MAX)
        .value(typed);
    Ok(FormPage::new(app.lang(), shell, "share-mastodon-heading")
        .with("share-mastodon", &[("title", article.title.as_str().into())])
        .to(format!("{page}/share/{}", Network::Mastodon.code()))
        .field(field)
        .button("share-mastodon-button")
        .after("share-back", &[&page])
        .leading_to(ANY_INSTANCE))
}
