//! Pictures of the branding besides the logo: the icon of the site, and the picture of links.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::SettingsPage;
use crate::app::App;
use crate::branding::Branding;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::picture::{Alt, Picture, Purpose};
use crate::store::articles::NewPicture;
use crate::web::page::{Page, Upload, see_other};
use crate::web::session::Admin;

/// POST `/desk/settings/picture`: replaces or removes the icon or the picture of links.
///
/// Responds with 413 if the file is too large, with 422 if it is missing or not a usable picture,
/// and with 409 if another administrator saved the branding at the same moment.
pub(in crate::web) async fn change_picture(
    State(app): State<App>,
    admin: Admin,
    upload: Upload,
) -> Result<Response> {
    let mut sent = upload.read()?;
    let (field, purpose) = match sent.text("which") {
        "favicon" => ("favicon", Purpose::Favicon),
        "social" => ("social", Purpose::Social),
        _ => return Err(Error::Invalid("error-form".into())),
    };
    let refuse = async |status, error: Message| {
        let page = SettingsPage::new(&app, &admin, None, vec![(field, error)]).await?;
        Ok(Page::personal(page).status(status).into_response())
    };
    if sent.too_large {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "picture-too-large".into()).await;
    }
    let current = app.branding().await?;
    let is_removed = sent.text("intent") == "remove";
    let picture = match sent.file.take().filter(|_| !is_removed) {
        None if is_removed => None,
        None => {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, "picture-file-missing".into()).await;
        }
        Some(bytes) => match stored(&app, &admin, bytes, purpose, &app.name()).await? {
            Ok(picture) => picture,
            Err(error) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, error).await,
        },
    };
    let branding = match purpose {
        Purpose::Favicon => Branding { favicon: picture, ..(*current).clone() },
        _ => Branding { social: picture, ..(*current).clone() },
    };
    if branding != *current
        && !app.store.change_branding(&branding, admin.account.id, app.now()).await?
    {
        return refuse(StatusCode::CONFLICT, "look-overtaken-picture".into()).await;
    }
    tracing::info!(admin = admin.account.id, field, "a picture of the branding was changed");
    Ok(see_other("/desk/settings?done=saved#done"))
}

/// Processes and stores a picture; the inner error says why the file is refused.
pub(super) async fn stored(
    app: &App,
    admin: &Admin,
    bytes: Vec<u8>,
    purpose: Purpose,
    name: &str,
) -> Result<Result<Option<Picture>, Message>> {
    let processed = match app.image_processor.process(bytes, purpose).await? {
        Ok(processed) => processed,
        Err(refusal) => return Ok(Err(refusal.key().into())),
    };
    let alt = Alt::new(name).map_err(|key| Error::Invalid(key.into()))?;
    let new = NewPicture {
        purpose,
        alt: &alt,
        caption: None,
        made_by: admin.account.id,
        processed: &processed,
    };
    Ok(Ok(app.store.picture(app.store.add_picture(&new, app.now()).await?).await?))
}
