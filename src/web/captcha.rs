//! The picture and the sound of a code, bound to the browser that asks for it.

use anyhow::Context;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::session::{Visitor, remembering};
use crate::app::App;
use crate::captcha::{Level, Picture, Sound, Style};
use crate::error::Result;
use crate::limits::{Deed, neighbourhood};
use crate::store::Kind;

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
    challenge(&app, &visitor, Kind::Picture, &picture.answer, "image/png", picture.png).await
}

/// GET `/captcha.wav`: a new challenge as a sound, with another answer than any picture.
pub(super) async fn sound(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let network = visitor.network.as_str();
    app.gate.take(&[(Deed::Sound, network), (Deed::SoundAll, "")], app.now()).await?.spend();
    let (lang, code, seed) = (app.lang(), app.chance(), app.chance());
    let speaking = tokio::task::spawn_blocking(move || Sound::speak(lang, code, seed));
    let sound = speaking.await.context("speaking a code")??;
    challenge(&app, &visitor, Kind::Sound, &sound.answer, "audio/wav", sound.wav).await
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

/// Keeps the answer for the browser and hands out what it is the answer to.
async fn challenge(
    app: &App,
    visitor: &Visitor,
    kind: Kind,
    answer: &str,
    media: &'static str,
    file: Vec<u8>,
) -> Result<Response> {
    let (browser, fresh) = visitor.known_by(app);
    app.store.add_challenge(&browser, kind, answer, app.now()).await?;
    Ok(remembering(([(header::CONTENT_TYPE, media)], file).into_response(), app, fresh))
}
