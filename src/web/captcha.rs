//! The picture of a code, bound to the browser that asks for it.

use anyhow::Context;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::session::{Visitor, visitor_cookie};
use crate::app::App;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::captcha::{self, Level, Style, image};
use crate::error::Result;
use crate::limits::Deed;
use crate::ticket::Token;

/// GET `/captcha.png`: a new challenge. A browser without a visitor cookie gets one with it.
pub(super) async fn picture(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let now = app.now();
    app.gate.take(&[(Deed::Picture, &visitor.network)], now)?.spend();
    let answer = captcha::answer(app.chance());
    let drawn = answer.clone();
    let style = Style::of(app.store.secret(&app.chance()).await?);
    let mut rng = StdRng::from_seed(app.chance());
    let png = tokio::task::spawn_blocking(move || image::draw(&drawn, &style, Level::Usual, &mut rng)).await.context("drawing a code")??;
    let fresh = visitor.browser.is_none().then(|| Token::new(app.chance()));
    let browser = fresh.as_ref().map(Token::hash).or(visitor.browser).context("a browser has a cookie or gets one")?;
    app.store.add_challenge(&browser, &answer, now).await?;
    let cookie = fresh.map(|token| [(header::SET_COOKIE, visitor_cookie(&app, &token))]);
    Ok(([(header::CONTENT_TYPE, "image/png")], cookie, png).into_response())
}
