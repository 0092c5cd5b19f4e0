//! The picture and the sound of a code, bound to the browser that asks for it.

use std::ops::RangeInclusive;

use anyhow::Context;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_range_header::parse_range_header;

use super::page::CachePolicy;
use super::session::{Visitor, remembering};
use crate::app::App;
use crate::captcha::{self, Level, Picture, Sound, Style};
use crate::error::Result;
use crate::limits::{Deed, neighbourhood};
use crate::store::{Kind, Making};

/// Characters of a query by which a sound is told from others: a moment in milliseconds, and room.
const ADDRESS_MAX: usize = 64;

/// GET `/captcha.png`: a new challenge. A browser without a visitor cookie gets one with it.
pub(super) async fn picture(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let network = visitor.network.as_str();
    let asked = [
        (Deed::Picture, network),
        (Deed::PictureAround, &neighbourhood(network)),
        (Deed::PictureAll, ""),
    ];
    app.gate.take(&asked, app.now()).await?.spend();
    let level = level(&app, &visitor).await?;
    let ready = if level == Level::Usual { app.press.take() } else { None };
    let picture = match ready {
        Some(ready) => ready,
        None => draw(&app, level).await?,
    };
    let (browser, fresh) = visitor.known_by(&app);
    app.store.add_challenge(&browser, Kind::Picture, &picture.answer, app.now()).await?;
    let file = ([(header::CONTENT_TYPE, "image/png")], picture.png).into_response();
    Ok(remembering(file, &app, fresh))
}

/// GET `/captcha.wav`: a new challenge as a sound, with another answer than any picture. Players ask for the
/// same sound in parts, each with a `Range`: while it can be answered, they get parts of one and the same.
pub(super) async fn sound(
    State(app): State<App>,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    let address: String = uri.query().unwrap_or_default().chars().take(ADDRESS_MAX).collect();
    let network = visitor.network.as_str();
    let range = headers.get(header::RANGE);
    if range.is_some()
        && let Some(browser) = &visitor.browser
        && let Some((answer, seed)) =
            app.store.sound(browser, &address, app.now() - captcha::LIFETIME).await?
    {
        let asked = [(Deed::SoundPart, network), (Deed::SoundAll, "")];
        app.gate.take(&asked, app.now()).await?.spend();
        let lang = app.lang();
        let sound = speak(move || Sound::again(lang, answer, seed)).await?;
        return Ok(part(range, sound.wav));
    }
    app.gate.take(&[(Deed::Sound, network), (Deed::SoundAll, "")], app.now()).await?.spend();
    let (lang, code, seed) = (app.lang(), app.chance(), app.chance());
    let sound = speak(move || Sound::speak(lang, code, seed)).await?;
    let (browser, fresh) = visitor.known_by(&app);
    let making = Making { address: &address, seed: &seed };
    let challenge = (sound.answer.as_str(), Some(making));
    app.store.add_made_challenge(&browser, Kind::Sound, challenge, app.now()).await?;
    Ok(remembering(part(range, sound.wav), &app, fresh))
}

async fn speak(make: impl FnOnce() -> anyhow::Result<Sound> + Send + 'static) -> Result<Sound> {
    Ok(tokio::task::spawn_blocking(make).await.context("speaking a code")??)
}

/// Returns the sound, or the one part of it that is asked for (RFC 9110, section 14).
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
        // What cannot be read as a range is ignored, and several are more than any player asks for.
        Some(Ok(_)) | None => ([kind, in_parts], wav).into_response(),
    }
}

/// Place in a file that is in memory, and so no longer than memory is.
fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// A picture in the style of this board, drawn now.
pub(crate) async fn draw(app: &App, level: Level) -> Result<Picture> {
    let style = app
        .press
        .style
        .get_or_try_init(async || app.store.secret(&app.chance()).await.map(Style::of))
        .await?
        .clone();
    let (code, seed) = (app.chance(), app.chance());
    let drawing = tokio::task::spawn_blocking(move || Picture::draw(&style, level, code, seed));
    Ok(drawing.await.context("drawing a code")??)
}

/// Easier for a browser that proved an address lately, harder for a network whose answers are mostly wrong.
async fn level(app: &App, visitor: &Visitor) -> Result<Level> {
    if app.gate.is_half_spent(Deed::Fail, &visitor.network, app.now()) {
        return Ok(Level::Hard);
    }
    let proved = match &visitor.browser {
        Some(browser) => app.store.is_proved(browser).await?,
        None => false,
    };
    Ok(if proved { Level::Easy } else { Level::Usual })
}
