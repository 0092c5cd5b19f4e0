//! Handlers for the picture and the sound of a captcha, each bound to the browser that requests it.
//!
//! With `challenge` in the query they are bound to that token instead, and no cookie counts; with
//! `lang` the sound is in that language, which is that of a site.

use std::ops::RangeInclusive;

use anyhow::Context;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_range_header::parse_range_header;

use super::page::{CachePolicy, OnOtherSites, QueryParams};
use super::session::{Visitor, remembering};
use crate::app::App;
use crate::app::metrics::CaptchaEvent;
use crate::app::rate_limiter::Permit;
use crate::captcha::{self, Challenge, Picture, Sound};
use crate::error::{Error, Result};
use crate::limits::{LimitedAction, neighbourhood, site};
use crate::locale::Lang;
use crate::security::token::Token;
use crate::store::limits::{Kind, Making};

/// Number of characters of the query that distinguish one sound from another.
///
/// Holds a timestamp in milliseconds, with room to spare.
const ADDRESS_MAX: usize = 64;

/// Holder of codes: a form with a challenge, or the browser with its visitor cookie.
enum Holder {
    Challenge(Challenge),
    Browser([u8; 32], Option<Token>),
}

impl Holder {
    /// Returns the holder of the codes that a request asks for.
    ///
    /// [`Error::NotFound`] if the challenge is none.
    fn new(app: &App, visitor: &Visitor, asked: &QueryParams) -> Result<Self> {
        let Some(challenge) = asked.text("challenge") else {
            let (browser, fresh) = visitor.known_by(app);
            return Ok(Self::Browser(browser, fresh));
        };
        Challenge::parse(challenge).map(Self::Challenge).ok_or(Error::NotFound)
    }

    /// Returns the hash under which the codes are stored.
    fn hash(&self) -> [u8; 32] {
        match self {
            Self::Challenge(challenge) => challenge.holder(),
            Self::Browser(browser, _) => *browser,
        }
    }

    /// Completes a response: a new browser receives its cookie, other sites may show the rest.
    fn completed(self, response: Response, app: &App) -> Response {
        match self {
            Self::Challenge(_) => (Extension(OnOtherSites), response).into_response(),
            Self::Browser(_, fresh) => remembering(response, app, fresh),
        }
    }
}

/// Handles GET `/captcha.png`: returns the picture of a new challenge.
///
/// A browser without a visitor cookie receives one in the response.
pub(super) async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
) -> Result<Response> {
    let holder = Holder::new(&app, &visitor, &asked)?;
    let network = visitor.network.as_str();
    let around = neighbourhood(network);
    let shared = [(LimitedAction::PictureAround, around.as_str()), (LimitedAction::PictureAll, "")];
    within_limits(&app, (LimitedAction::Picture, network), &shared).await?;
    let picture = match app.captcha_pool.take() {
        Some(ready) => ready,
        None => draw(&app).await?,
    };
    let hash = holder.hash();
    unanswered(&app, &visitor, &hash).await?;
    app.store.add_challenge(&hash, Kind::Picture, &picture.answer, app.now()).await?;
    app.metrics.captchas(CaptchaEvent::Made).add(1);
    let file = ([(header::CONTENT_TYPE, "image/png")], picture.png).into_response();
    Ok(holder.completed(file, &app))
}

/// Handles GET `/captcha.wav`: returns the sound of a new challenge.
///
/// Its answer differs from that of any picture. Audio players request the same sound in parts, each
/// with a `Range`: while the challenge can be answered, all parts come from the same sound.
pub(super) async fn sound(
    State(app): State<App>,
    visitor: Visitor,
    uri: Uri,
    asked: QueryParams,
    headers: HeaderMap,
) -> Result<Response> {
    let holder = Holder::new(&app, &visitor, &asked)?;
    let lang = asked.text("lang").and_then(Lang::from_setting).unwrap_or_else(|| app.lang());
    let hash = holder.hash();
    let address = address_of(&uri);
    let network = visitor.network.as_str();
    let range = headers.get(header::RANGE);
    if range.is_some()
        && let Some((answer, seed)) =
            app.store.sound(&hash, &address, app.now() - captcha::LIFETIME).await?
    {
        within_limits(&app, (LimitedAction::SoundPart, network), &[(LimitedAction::SoundAll, "")])
            .await?;
        let sound = speak(move || Sound::again(lang, answer, seed)).await?;
        return Ok(holder.completed(part(range, sound.wav), &app));
    }
    let (around, site) = (neighbourhood(network), site(network));
    let mut shared =
        vec![(LimitedAction::SoundAround, around.as_str()), (LimitedAction::SoundAll, "")];
    shared.extend(site.as_deref().map(|site| (LimitedAction::SoundSite, site)));
    within_limits(&app, (LimitedAction::Sound, network), &shared).await?;
    let (code, seed) = (app.chance(), app.chance());
    let sound = speak(move || Sound::speak(lang, code, seed)).await?;
    let making = Making { address: &address, seed: &seed };
    let challenge = (sound.answer.as_str(), Some(making));
    unanswered(&app, &visitor, &hash).await?;
    app.store.add_made_challenge(&hash, Kind::Sound, challenge, app.now()).await?;
    app.metrics.captchas(CaptchaEvent::Made).add(1);
    Ok(holder.completed(part(range, sound.wav), &app))
}

/// Returns the part of the query that distinguishes one sound of a holder from another.
fn address_of(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let rest = query.split('&').filter(|pair| !pair.starts_with("challenge="));
    rest.collect::<Vec<_>>().join("&").chars().take(ADDRESS_MAX).collect()
}

async fn speak(make: impl FnOnce() -> anyhow::Result<Sound> + Send + 'static) -> Result<Sound> {
    Ok(tokio::task::spawn_blocking(make).await.context("speaking a code")??)
}

/// Returns the sound, or the single range of it that is requested (RFC 9110, section 14).
fn part(range: Option<&HeaderValue>, wav: Vec<u8>) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("audio/wav"));
    let in_parts = (header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let length = wav.len();
    let asked = range
        .and_then(|range| range.to_str().ok())
        .and_then(|range| parse_range_header(range).ok())
        .map(|ranges| ranges.validate(length as u64));
    let within =
        |range: &RangeInclusive<u64>| format!("bytes {}-{}/{length}", range.start(), range.end());
    match asked.as_ref().map(|ranges| ranges.as_deref()) {
        Some(Ok([range])) => {
            let (start, end) = (*range.start(), *range.end());
            let bytes = Bytes::from(wav).slice(index(start)..=index(end));
            let place = [(header::CONTENT_RANGE, within(range))];
            (StatusCode::PARTIAL_CONTENT, [kind, in_parts], place, bytes).into_response()
        }
        Some(Err(_)) => {
            let place = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            let policy = Extension(CachePolicy::Private);
            (StatusCode::RANGE_NOT_SATISFIABLE, policy, place).into_response()
        }
        // An invalid range is ignored; several ranges are more than any audio player requests.
        Some(Ok(_)) | None => ([kind, in_parts], wav).into_response(),
    }
}

/// Converts an offset to an index; the file is in memory, so the offset fits into a `usize`.
fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Takes from the limits of one network and from the limits it shares with others.
///
/// An exhausted shared limit refuses only a network that has used at least half of its own: the
/// flood came from elsewhere.
///
/// # Errors
///
/// [`Error::TooMany`] if the network's own limit is exhausted, or a shared one as above.
async fn within_limits(
    app: &App,
    own: (LimitedAction, &str),
    shared: &[(LimitedAction, &str)],
) -> Result<()> {
    let now = app.now();
    let permit = app.rate_limiter.take(&[own], now).await?;
    match app.rate_limiter.take(shared, now).await {
        Ok(taken) => taken.spend(),
        Err(Error::TooMany(_)) if !app.rate_limiter.is_half_spent(own.0, own.1, now) => {}
        Err(other) => return Err(other),
    }
    permit.spend();
    Ok(())
}

/// Draws a new captcha picture on a blocking thread.
pub(crate) async fn draw(app: &App) -> Result<Picture> {
    let (code, seed) = (app.chance(), app.chance());
    let drawing = tokio::task::spawn_blocking(move || Picture::draw(code, seed));
    Ok(drawing.await.context("drawing a code")??)
}

/// Counts a challenge as unanswered, for its holder and its network, until it is answered.
async fn unanswered(app: &App, visitor: &Visitor, holder: &[u8; 32]) -> Result<()> {
    for (deed, who) in [
        (LimitedAction::Unanswered, hex::encode(holder)),
        (LimitedAction::UnansweredAddress, visitor.network.clone()),
    ] {
        let taken = app.rate_limiter.take_if_left(&[(deed, &who)], app.now()).await?;
        taken.into_iter().for_each(Permit::spend);
    }
    Ok(())
}
