//! Branding of the board, for administrators.
//!
//! It consists of name, tagline, colours, typefaces, layout of the front page, logo, a line in the
//! footer, and the first and last lines of e-mails; the submodule `picture` has the two other
//! pictures. A preview shows the settings page itself in the new branding before anything is
//! saved.

mod picture;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub(in crate::web) use picture::change_picture;

use super::{Room, shell_of};
use crate::app::App;
use crate::branding::{
    self, Branding, FOOTER_MAX, FrontLayout, Ground, NAME_MAX, TAGLINE_MAX, Typefaces, written,
};
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::notify::{CLOSING_LINES, GREETING_MAX, MailTexts};
use crate::picture::{Picture, Place, Purpose};
use crate::web::page::{
    FieldErrors, Page, QueryParams, Shell, TeaserView, Upload, Uploaded, parse_id, pictures_of,
    see_other,
};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "desk/branding.html")]
struct SettingsPage {
    t: Lang,
    shell: Shell,
    room: Room,
    /// Name in the configuration of the server, used if no name is set here.
    usual: String,
    version: i64,
    name: String,
    tagline: String,
    footer: String,
    typefaces: String,
    front: String,
    colours: [Field; 2],
    /// Address, width and height of the stored logo.
    logo: Option<(String, i64, i64)>,
    mail_greeting: String,
    mail_closing: String,
    favicon: Option<String>,
    social: Option<String>,
    errors: FieldErrors,
    saved: bool,
    overtaken: bool,
    preview: Option<Preview>,
}

/// Branding that is not saved yet, shown with the newest articles of the board.
struct Preview {
    /// The newest article, where the front page leads with it.
    lead: Option<TeaserView>,
    /// Articles beside it, as cards.
    cards: Vec<TeaserView>,
    /// Articles of the same size below one another.
    rows: Vec<TeaserView>,
    /// Greeting of e-mails to this administrator.
    greeting: String,
    /// Sentence with the greeting of e-mails to a recipient whose name is not known.
    unnamed: String,
    /// Lines of the closing of e-mails.
    closing: Vec<String>,
    /// A logo was chosen, which a browser forgets when the form comes back.
    left_out_logo: bool,
}

/// Number of articles in a preview: a lead article and two cards.
const PREVIEWED: usize = 3;

/// Colour field of the form.
struct Field {
    name: &'static str,
    label: &'static str,
    value: String,
    hint: String,
}

/// GET `/desk/settings`: shows the form.
pub(in crate::web) async fn branding(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let mut page = SettingsPage::new(&app, &admin, None, Vec::new()).await?;
    page.saved = asked.text("done").is_some();
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/settings`: saves or previews the branding.
///
/// Responds with 413 if the logo is too large, with 422 if the form has an error or if the logo is
/// not a usable picture, and with 409 if another administrator saved the branding in the meantime.
pub(in crate::web) async fn change_branding(
    State(app): State<App>,
    admin: Admin,
    upload: Upload,
) -> Result<Response> {
    let mut sent = upload.read()?;
    let refuse = async |sent: &Uploaded, status, errors| {
        let page = SettingsPage::new(&app, &admin, Some(sent), errors).await?;
        Ok(Page::personal(page).status(status).into_response())
    };
    if sent.too_large {
        return refuse(
            &sent,
            StatusCode::PAYLOAD_TOO_LARGE,
            vec![("file", "picture-too-large".into())],
        )
        .await;
    }
    let seen = if sent.text("version") == "0" { Some(0) } else { parse_id(sent.text("version")) };
    let seen = seen.ok_or(Error::Invalid("error-form".into()))?;
    let current = app.branding().await?;
    let mut branding = match check(&app, &sent, &current) {
        Ok(branding) => branding,
        Err(errors) => return refuse(&sent, StatusCode::UNPROCESSABLE_ENTITY, errors).await,
    };
    if sent.text("intent") == "preview" {
        return preview(&app, &admin, &sent, branding).await;
    }
    // The form was sent twice, or nothing changed.
    if sent.file.is_none() && branding == *current {
        return Ok(see_other("/desk/settings?done=saved#done"));
    }
    if seen != current.version {
        return overtaken(&app, &admin, &sent).await;
    }
    if let Some(bytes) = sent.file.take() {
        let name = branding.name.clone().unwrap_or_else(|| app.config.board.name.clone());
        branding.logo = match picture::stored(&app, &admin, bytes, Purpose::Logo, &name).await? {
            Ok(logo) => logo,
            Err(error) => {
                return refuse(&sent, StatusCode::UNPROCESSABLE_ENTITY, vec![("file", error)])
                    .await;
            }
        };
    }
    if !app.store.change_branding(&branding, admin.account.id, app.now()).await? {
        return overtaken(&app, &admin, &sent).await;
    }
    tracing::info!(admin = admin.account.id, "the look of the board was changed");
    Ok(see_other("/desk/settings?done=saved#done"))
}

/// Returns the page in the unsaved branding, with the form as it was sent.
async fn preview(
    app: &App,
    admin: &Admin,
    sent: &Uploaded,
    branding: Branding,
) -> Result<Response> {
    let mut page = SettingsPage::new(app, admin, Some(sent), Vec::new()).await?;
    let branding = Arc::new(branding);
    let (mut articles, _) = app.store.newest(1, app.now()).await?;
    articles.truncate(PREVIEWED);
    let pictures = pictures_of(app, &articles).await?;
    let mut articles = articles.into_iter();
    let mut view = |count, place| {
        let taken = articles.by_ref().take(count);
        let view = |article| TeaserView::new(app.lang(), &app.calendar, article, &pictures, place);
        taken.map(view).collect::<Vec<_>>()
    };
    let (lead, cards, rows) = match branding.front {
        FrontLayout::Lead => (view(1, Place::Story).pop(), view(PREVIEWED, Place::Card), vec![]),
        FrontLayout::Rows => (None, vec![], view(PREVIEWED, Place::List)),
    };
    page.shell.name = branding.name.clone().unwrap_or_else(|| app.config.board.name.clone());
    let t = app.lang();
    let unnamed = branding.mail.greeting(t, None);
    page.preview = Some(Preview {
        lead,
        cards,
        rows,
        greeting: branding.mail.greeting(t, Some(admin.account.name.as_str())),
        unnamed: t.with("look-mail-unnamed", &[("greeting", unnamed.into())]),
        closing: branding.mail.closing(t, &page.shell.name),
        left_out_logo: sent.file.is_some(),
    });
    page.shell.branding = branding;
    Ok(Page::personal(page).into_response())
}

/// Responds with 409 and the form as it was sent.
///
/// The page around the form shows the branding that another administrator saved in the meantime.
/// Saving again replaces it.
async fn overtaken(app: &App, admin: &Admin, sent: &Uploaded) -> Result<Response> {
    let mut page = SettingsPage::new(app, admin, Some(sent), Vec::new()).await?;
    page.overtaken = true;
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

/// Returns the branding that the form describes, or all errors in it.
fn check(
    app: &App,
    sent: &Uploaded,
    current: &Branding,
) -> Result<Branding, Vec<(&'static str, Message)>> {
    let t = app.lang();
    let name = branding::line(sent.text("name"), NAME_MAX, "look-too-long");
    let tagline = branding::line(sent.text("tagline"), TAGLINE_MAX, "look-too-long");
    let footer = branding::line(sent.text("footer"), FOOTER_MAX, "look-too-long");
    let light = Ground::Light.accent(sent.text("light"), t);
    let dark = Ground::Dark.accent(sent.text("dark"), t);
    let greeting = MailTexts::parse_greeting(sent.text("mail_greeting"));
    let closing = MailTexts::parse_closing(sent.text("mail_closing"));
    match (name, tagline, footer, light, dark, (greeting, closing)) {
        (Ok(name), Ok(tagline), Ok(footer), Ok(light), Ok(dark), (Ok(greeting), Ok(closing))) => {
            Ok(Branding {
                version: current.version,
                name: name.filter(|name| *name != app.config.board.name),
                tagline,
                light,
                dark,
                // A form without these fields, from an older version of the page, leaves them
                // unchanged.
                typefaces: Typefaces::from_code(sent.text("typefaces"))
                    .unwrap_or(current.typefaces),
                front: FrontLayout::from_code(sent.text("front")).unwrap_or(current.front),
                logo: current.logo.clone().filter(|_| sent.text("no_logo").is_empty()),
                favicon: current.favicon.clone(),
                social: current.social.clone(),
                footer,
                mail: MailTexts { greeting, closing },
            })
        }
        (name, tagline, footer, light, dark, (greeting, closing)) => Err([
            name.err().map(|sentence| ("name", sentence)),
            tagline.err().map(|sentence| ("tagline", sentence)),
            light.err().map(|sentence| ("light", sentence)),
            dark.err().map(|sentence| ("dark", sentence)),
            // Browsers do not keep the chosen file when a form is shown again.
            sent.file.is_some().then(|| ("file", "picture-again".into())),
            footer.err().map(|sentence| ("footer", sentence)),
            greeting.err().map(|sentence| ("mail_greeting", sentence)),
            closing.err().map(|sentence| ("mail_closing", sentence)),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

/// Returns the address at which a picture is shown in the form.
fn address(picture: Option<&Picture>) -> Option<String> {
    let picture = picture?;
    Some(picture.address(picture.largest()?))
}

impl SettingsPage {
    fn greeting_hint(&self) -> String {
        let usual = MailTexts::default().greeting(self.t, Some("{name}"));
        self.t.with("look-mail-greeting-hint", &[("usual", usual.into())])
    }

    fn closing_hint(&self) -> String {
        let usual = MailTexts::default().closing(self.t, &self.shell.name).join(" ");
        let places = [("max", CLOSING_LINES.into()), ("usual", usual.into())];
        self.t.with("look-mail-closing-hint", &places)
    }

    async fn new(
        app: &App,
        admin: &Admin,
        sent: Option<&Uploaded>,
        errors: Vec<(&'static str, Message)>,
    ) -> Result<Self> {
        let (t, branding) = (app.lang(), app.branding().await?);
        let typed = |name: &str, now: String| sent.map_or(now, |sent| sent.text(name).to_owned());
        let colour = |name, label, ground: Ground, own: Option<branding::Colour>| {
            let now = own.unwrap_or_else(|| ground.shipped());
            let places = [
                ("ratio", written(ground.ratio(now), t).into()),
                ("shipped", ground.shipped().text().into()),
            ];
            Field {
                name,
                label,
                value: typed(name, now.text()),
                hint: t.with("look-colour-hint", &places),
            }
        };
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Settings,
            usual: app.config.board.name.clone(),
            version: branding.version,
            name: typed("name", branding.name.clone().unwrap_or_default()),
            tagline: typed("tagline", branding.tagline.clone().unwrap_or_default()),
            footer: typed("footer", branding.footer.clone().unwrap_or_default()),
            typefaces: typed("typefaces", branding.typefaces.code().to_owned()),
            front: typed("front", branding.front.code().to_owned()),
            colours: [
                colour("light", "look-light", Ground::Light, branding.light),
                colour("dark", "look-dark", Ground::Dark, branding.dark),
            ],
            logo: branding.logo.as_ref().and_then(|logo| {
                let size = logo.plain()?;
                Some((logo.address(size), size.width, size.height))
            }),
            mail_greeting: typed(
                "mail_greeting",
                branding.mail.greeting.clone().unwrap_or_default(),
            ),
            mail_closing: typed("mail_closing", branding.mail.closing.clone().unwrap_or_default()),
            favicon: address(branding.favicon.as_ref()),
            social: address(branding.social.as_ref()),
            errors: FieldErrors::new(t, errors),
            saved: false,
            overtaken: false,
            preview: None,
        })
    }
}
