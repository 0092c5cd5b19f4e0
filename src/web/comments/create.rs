//! Posting a comment by its form.
//!
//! On any error the form is shown again with everything typed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::attempt::{Attempt, Outcome};
use super::form::CommentForm;
use crate::app::App;
use crate::article::Slug;
use crate::comment;
use crate::error::{Error, Result};
use crate::web::embed::Host;
use crate::web::page::{Form, posting, see_other};
use crate::web::session::{Visitor, remembering};

/// Handles POST `/articles/{slug}/comments`: posts, previews or confirms a comment.
pub(in crate::web) async fn create(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    form: Form,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let input = match form.read::<CommentForm>() {
        Ok(input) => Some(input),
        Err(Error::Invalid(_)) => None,
        Err(other) => return Err(other),
    };
    // An invalid form or an unknown button is reported after the checks before it, and counted as
    // well.
    let intent = input.as_ref().and_then(CommentForm::intent);
    let is_form = input.is_some();
    let id = article.teaser.id;
    let handling = Box::pin(async {
        let host = Host::of(&app, &article).await?;
        let attempt = Attempt::new(&app, &visitor, article, input.unwrap_or_default()).await?;
        let attempt = attempt.under(host);
        match attempt.outcome(intent).await? {
            Outcome::TooMany { wait, .. } if !is_form => Err(Error::TooMany(wait)),
            outcome => Box::pin(attempt.answer(outcome)).await,
        }
    });
    posting(&app, id, handling).await
}

impl Attempt<'_> {
    /// Redirects to the comment, or shows the form again.
    pub(in crate::web) async fn answer(self, outcome: Outcome) -> Result<Response> {
        match outcome {
            Outcome::Placed { id, thread, fresh } => {
                let placed = match (&self.host, thread) {
                    // Under a page of another site no cookie is set.
                    (Some(host), thread) => return host.placed(self.app, id, thread).await,
                    (None, Some(ordinal)) => {
                        let slug = self.article.teaser.slug.as_str();
                        see_other(&comment::address(slug, comment::page_of(ordinal), id))
                    }
                    (None, None) => self.placed(id).await?,
                };
                Ok(remembering(placed, self.app, fresh))
            }
            Outcome::Preview(html) => {
                self.show(StatusCode::OK, |form| form.preview = Some(html)).await
            }
            Outcome::AnotherCode => self.another_code().await,
            Outcome::Wrong(errors) => {
                self.show(StatusCode::UNPROCESSABLE_ENTITY, |form| form.refuse(errors)).await
            }
            Outcome::Closed => self.show(StatusCode::CONFLICT, |_| {}).await,
            Outcome::MembersOnly => self.show(StatusCode::FORBIDDEN, |_| {}).await,
            Outcome::LoggedOut => self.show(StatusCode::UNPROCESSABLE_ENTITY, |_| {}).await,
            Outcome::RefusedLogin(why) => self.show_refused_login(why).await,
            Outcome::TooMany { wait, by_others } => self.show_wait(wait, by_others).await,
            Outcome::Banned(banned) => self.show_ban(banned).await,
        }
    }

    /// Redirects to the comment, or to the page that explains why it is held.
    async fn placed(&self, id: i64) -> Result<Response> {
        Ok(match self.app.store.place(id, self.app.now()).await? {
            Some(place) => see_other(&place.address()),
            None => see_other(&format!("/comments/{id}/held")),
        })
    }

    /// Shows the form with a new picture and sound, and clears the captcha answer.
    async fn another_code(self) -> Result<Response> {
        // A unique address makes the browser request a new sound.
        let now = self.app.now().as_millisecond();
        self.show(StatusCode::OK, |form| {
            form.input.captcha.clear();
            let joint = if form.sound.contains('?') { '&' } else { '?' };
            form.sound.push_str(&format!("{joint}{now}"));
        })
        .await
    }
}
