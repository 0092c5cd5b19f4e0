//! Articles: the lists, and the page of an article with its discussion.

mod draft;
mod follow;
mod front;
mod list;
mod member_page;
mod moved;
mod og_image;
pub(super) mod read;
mod share;
mod structured_data;
mod threads;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::App;
use crate::article::Slug;
use crate::error::{Error, Result};

pub(super) use draft::draft;
pub(super) use follow::{follow, form as follow_form};
pub(super) use front::front;
pub(super) use list::{author, category};
pub(super) use moved::moved;
pub(super) use og_image::og_image;
pub(super) use read::read;
pub(super) use share::{ask as ask_instance, share};

impl FromRequestParts<App> for Slug {
    type Rejection = Error;

    /// Parses the first parameter of the path; anything that is not a slug is not found.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path(names) = Path::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        names.first().and_then(|(_, slug)| Self::parse(slug)).ok_or(Error::NotFound)
    }
}
