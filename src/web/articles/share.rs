//! Sharing an article: a button counts once and leads to the page of its network. An instance of Mastodon is asked for on a page of our
//! own. New counts stand on the article within [`SHOWN_WITHIN`]: a share drops no kept page.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::app::App;
use crate::article::{Slug, Teaser};
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::share::{ANY_INSTANCE, Instance, Network, mark};
use crate::ticket::Token;
use crate::web::page::{Field, Form, Section, Sheet, Shell, see_other};
use crate::web::session::{Visitor, remembering};

/// How long an article page is kept at most, so that its counts are never older.
pub(super) const SHOWN_WITHIN: SignedDuration = SignedDuration::from_secs(10);
/// The longest instance that is typed: a host with `https://` and an account.
const INSTANCE_MAX: usize = 300;

/// The fields, by the names they have in the contract.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Input {
    /// None on an article, one on the page that asks, also when it is empty.
    instance: Vec<String>,
}

impl FromRequestParts<App> for Network {
    type Rejection = Error;

    /// The last part of the path; what is no network is no address of ours.
    async fn from_request_parts(parts: &mut axum::http::request::Parts, app: &App) -> Result<Self> {
        let Path(names) = Path::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        names.last().and_then(|(_, code)| Self::from_code(code)).ok_or(Error::NotFound)
    }
}

/// GET `/articles/{slug}/share/{network}`: the page that asks for an instance. The other networks need none.
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

/// POST `/articles/{slug}/share/{network}`: counts one, and leads to the page of the network.
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
        let Some(typed) = form.read::<Input>()?.instance.into_iter().next() else {
            return Ok(see_other(&format!("/articles/{}/share/{}", slug.as_str(), network.code())));
        };
        match Instance::new(&typed) {
            Ok(instance) => instance.page(&article.title, &address),
            Err(fault) => {
                let sheet = question(&app, &visitor, &article, &typed)
                    .await?
                    .faults(&[("instance", fault.into())]);
                return Ok(sheet.answer(StatusCode::UNPROCESSABLE_ENTITY));
            }
        }
    };
    let fresh = count(&app, &visitor, &article, network).await?;
    Ok(remembering(see_other(&page), &app, fresh))
}

/// Counts one, unless this browser shared this there today already, or its network counts too fast; who shares goes on all the same.
/// What a browser without a cookie is to be known by from now on.
async fn count(
    app: &App,
    visitor: &Visitor,
    article: &Teaser,
    network: Network,
) -> Result<Option<Token>> {
    let now = app.now();
    let Some(permit) =
        app.gate.take_if_left(&[(Deed::Share, visitor.network.as_str())], now).await?
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

/// The page that asks for an instance, with what was typed.
async fn question(app: &App, visitor: &Visitor, article: &Teaser, typed: &str) -> Result<Sheet> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Articles).await?;
    let typed: String = typed.chars().take(INSTANCE_MAX).collect();
    let page = format!("/articles/{}", article.slug.as_str());
    let field = Field::text("instance", "share-instance")
        .hint("share-instance-hint")
        .auto("url")
        .max(INSTANCE_MAX)
        .value(typed);
    Ok(Sheet::new(app.lang(), shell, "share-mastodon-heading")
        .with("share-mastodon", &[("title", article.title.as_str().into())])
        .to(format!("{page}/share/{}", Network::Mastodon.code()))
        .field(field)
        .button("share-mastodon-button")
        .after("share-back", &[&page])
        .leading_to(ANY_INSTANCE))
}
