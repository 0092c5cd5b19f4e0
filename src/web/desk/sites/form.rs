//! Form of a site, the lines to paste into its pages, and its removal.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::key::KeyView;
use super::snippets::{Snippet, snippets};
use super::{OriginView, lang_label, of_settings, origins_of, site};
use crate::app::App;
use crate::branding::{Colour, Ground, written};
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::sites::{NAME_MAX, ORIGINS_MAX, Origin, Site, SiteContent, parse_name, parse_origins};
use crate::store::sites::{SiteRemoval, SiteSaved};
use crate::web::desk::{Room, shell_of};
use crate::web::page::{FieldErrors, Form, Id, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "desk/site.html")]
pub(super) struct SitePage {
    t: Lang,
    shell: Shell,
    room: Room,
    /// Site that is changed; `None` for a new one.
    site: Option<Site>,
    typed: SiteForm,
    fixed: Vec<OriginView>,
    colours: [ColourField; 2],
    moderators: Vec<(i64, String)>,
    /// Key by which the users of the site are known.
    key: Option<KeyView>,
    /// Public key as it was typed.
    pub(super) jwk: String,
    pub(super) errors: FieldErrors,
    done: Option<&'static str>,
    refused: Option<&'static str>,
    /// True if another administrator saved the site in the meantime.
    overtaken: bool,
}

/// Colour field of the form.
struct ColourField {
    name: &'static str,
    label: &'static str,
    value: String,
    hint: String,
}

/// Fields as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SiteForm {
    name: String,
    lang: String,
    origins: String,
    light: String,
    dark: String,
    moderators: Vec<String>,
    version: String,
}

/// GET `/desk/sites/new`: shows an empty form.
pub(in crate::web) async fn blank(State(app): State<App>, admin: Admin) -> Result<Response> {
    let typed = SiteForm { lang: app.lang().setting().to_owned(), ..SiteForm::default() };
    Ok(Page::personal(SitePage::new(&app, &admin, None, typed).await?).into_response())
}

/// POST `/desk/sites/new`: adds a site and goes on to the lines to paste.
///
/// Responds with 422 if the form has an error.
pub(in crate::web) async fn add(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: SiteForm = form.read()?;
    let content = match typed.check(&app).await? {
        Ok(content) => content,
        Err(errors) => return refuse(&app, &admin, None, typed, errors).await,
    };
    if content.origins.is_empty() {
        let errors = FieldErrors::new(app.lang(), [("origins", "site-origins-missing".into())]);
        return refuse(&app, &admin, None, typed, errors).await;
    }
    // The form was sent twice.
    let same = |site: &&Site| {
        site.name == content.name && sorted(&site.origins) == sorted(&content.origins)
    };
    if let Some(site) = app.sites().await?.0.iter().find(same) {
        return Ok(added(site.id));
    }
    match app.store.add_site(&content, admin.account.id, app.now()).await? {
        SiteSaved::Stored(id) => {
            tracing::info!(admin = admin.account.id, site = id, "a site was added");
            Ok(added(id))
        }
        SiteSaved::Taken { origin, site } => {
            let errors = taken(app.lang(), origin, site);
            refuse(&app, &admin, None, typed, errors).await
        }
        SiteSaved::Overtaken | SiteSaved::Gone => Err(Error::NotFound),
    }
}

/// GET `/desk/sites/{id}/settings`: shows the form and the lines to paste.
pub(in crate::web) async fn settings(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let site = site(&app, id).await?;
    let typed = SiteForm::of(&app, &site).await?;
    let mut page = SitePage::new(&app, &admin, Some(site), typed).await?;
    page.done = match asked.text("done") {
        Some("added") => Some("site-added"),
        Some("saved") => Some("site-saved"),
        Some("key") => Some("site-key-made"),
        Some("noted") => Some("site-key-noted"),
        Some("removed") => Some("site-key-removed"),
        _ => None,
    };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/sites/{id}/settings`: changes a site.
///
/// Responds with 422 if the form has an error, and with 409 if another administrator saved the site
/// in the meantime.
pub(in crate::web) async fn change(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let site = site(&app, id).await?;
    let typed: SiteForm = form.read()?;
    let seen = typed.version().ok_or(Error::Invalid("error-form".into()))?;
    let mut content = match typed.check(&app).await? {
        Ok(content) => content,
        Err(errors) => return refuse(&app, &admin, Some(site), typed, errors).await,
    };
    // The form has no field for these.
    let fixed = of_settings(&app).await?;
    let fixed = site.origins.iter().filter(|origin| fixed.contains(origin.as_str()));
    content.origins.extend(fixed.cloned());
    // The form was sent twice, or nothing changed.
    let moderators = app.store.moderators_of_site(id).await?;
    if site.version != seen && is_same(&site, &moderators, &content) {
        return Ok(saved(id));
    }
    match app.store.change_site((id, seen), &content, admin.account.id, app.now()).await? {
        SiteSaved::Stored(_) => {
            tracing::info!(admin = admin.account.id, site = id, "a site was changed");
            Ok(saved(id))
        }
        SiteSaved::Taken { origin, site: other } => {
            let errors = taken(app.lang(), origin, other);
            refuse(&app, &admin, Some(site), typed, errors).await
        }
        SiteSaved::Overtaken => {
            let site = self::site(&app, id).await?;
            let typed = SiteForm { version: site.version.to_string(), ..typed };
            let page = SitePage::new(&app, &admin, Some(site), typed).await?;
            let page = SitePage { overtaken: true, ..page };
            Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
        }
        SiteSaved::Gone => Err(Error::NotFound),
    }
}

/// POST `/desk/sites/{id}/remove`: removes a site without pages.
///
/// Responds with 409 if it has pages, bound moderators or an origin of the settings. A site that is
/// gone is no error.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    let refused = match app.store.remove_site(id, admin.account.id, app.now()).await? {
        SiteRemoval::Removed => {
            tracing::info!(admin = admin.account.id, site = id, "a site was removed");
            return Ok(see_other("/desk/sites?done=removed#done"));
        }
        SiteRemoval::HasPages => "site-has-pages",
        SiteRemoval::OfSettings => "site-is-of-settings",
        SiteRemoval::HasModerators => "site-has-moderators",
    };
    let site = site(&app, id).await?;
    let typed = SiteForm::of(&app, &site).await?;
    let mut page = SitePage::new(&app, &admin, Some(site), typed).await?;
    page.refused = Some(refused);
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

async fn refuse(
    app: &App,
    admin: &Admin,
    site: Option<Site>,
    typed: SiteForm,
    errors: FieldErrors,
) -> Result<Response> {
    let page = SitePage { errors, ..SitePage::new(app, admin, site, typed).await? };
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn added(id: i64) -> Response {
    see_other(&format!("/desk/sites/{id}/settings?done=added#paste"))
}

fn saved(id: i64) -> Response {
    see_other(&format!("/desk/sites/{id}/settings?done=saved#done"))
}

/// Returns whether a site with these moderators is what the form describes.
fn is_same(site: &Site, moderators: &[i64], content: &SiteContent) -> bool {
    let mut chosen = content.moderators.clone();
    chosen.sort_unstable();
    site.name == content.name
        && (site.lang, site.light, site.dark) == (content.lang, content.light, content.dark)
        && sorted(&site.origins) == sorted(&content.origins)
        && moderators == chosen
}

fn taken(t: Lang, origin: String, site: String) -> FieldErrors {
    let message = Message {
        key: "site-origin-taken",
        args: vec![("origin", origin.into()), ("site", site.into())],
    };
    FieldErrors::new(t, [("origins", message)])
}

fn sorted(origins: &[Origin]) -> Vec<Origin> {
    let mut origins = origins.to_vec();
    origins.sort();
    origins
}

/// Returns the accent colours that the board has now, for light and dark backgrounds.
async fn colours_of_board(app: &App) -> Result<[Colour; 2]> {
    let branding = app.branding().await?;
    Ok([
        branding.light.unwrap_or_else(|| Ground::Light.shipped()),
        branding.dark.unwrap_or_else(|| Ground::Dark.shipped()),
    ])
}

impl SiteForm {
    pub(super) async fn of(app: &App, site: &Site) -> Result<Self> {
        let [light, dark] = colours_of_board(app).await?;
        let fixed = of_settings(app).await?;
        let own = site.origins.iter().map(Origin::as_str).filter(|it| !fixed.contains(*it));
        let moderators = app.store.moderators_of_site(site.id).await?;
        Ok(Self {
            name: site.name.clone(),
            lang: site.lang.setting().to_owned(),
            origins: own.collect::<Vec<_>>().join("\n"),
            light: site.light.unwrap_or(light).text(),
            dark: site.dark.unwrap_or(dark).text(),
            moderators: moderators.iter().map(ToString::to_string).collect(),
            version: site.version.to_string(),
        })
    }

    /// Returns the version of the site that the form was made for.
    fn version(&self) -> Option<i64> {
        self.version.parse().ok().filter(|version| *version >= 0)
    }

    /// Returns the site that the form describes, or all errors in it.
    async fn check(&self, app: &App) -> Result<Result<SiteContent, FieldErrors>> {
        let t = app.lang();
        let [of_board_light, of_board_dark] = colours_of_board(app).await?;
        let colour = |ground: Ground, typed: &str, of_board: Colour| {
            // A form without the field leaves the colour to the board.
            let typed = if typed.is_empty() { of_board.text() } else { typed.to_owned() };
            let chosen = ground.accent(&typed, t)?.unwrap_or_else(|| ground.shipped());
            Ok::<_, Message>(Some(chosen).filter(|chosen| *chosen != of_board))
        };
        let name = parse_name(&self.name);
        let lang = Lang::from_setting(&self.lang).ok_or(Message::from("site-lang-missing"));
        let origins = parse_origins(&self.origins);
        let light = colour(Ground::Light, &self.light, of_board_light);
        let dark = colour(Ground::Dark, &self.dark, of_board_dark);
        Ok(match (name, lang, origins, light, dark) {
            (Ok(name), Ok(lang), Ok(origins), Ok(light), Ok(dark)) => {
                let moderators = self.moderators.iter().filter_map(|id| parse_id(id)).collect();
                Ok(SiteContent { name, lang, light, dark, origins, moderators })
            }
            (name, lang, origins, light, dark) => {
                let errors = [
                    ("name", name.err()),
                    ("lang", lang.err()),
                    ("origins", origins.err()),
                    ("light", light.err()),
                    ("dark", dark.err()),
                ];
                let errors = errors.into_iter().filter_map(|(id, error)| Some((id, error?)));
                Err(FieldErrors::new(t, errors))
            }
        })
    }
}

impl SitePage {
    pub(super) async fn new(
        app: &App,
        admin: &Admin,
        site: Option<Site>,
        typed: SiteForm,
    ) -> Result<Self> {
        let t = app.lang();
        let [light, dark] = colours_of_board(app).await?;
        let colour = |name, label, ground: Ground, of_board: Colour, typed: &str| {
            let value = if typed.is_empty() { of_board.text() } else { typed.to_owned() };
            let now = Colour::parse(&value).unwrap_or(of_board);
            let places = [
                ("ratio", written(ground.ratio(now), t).into()),
                ("board", of_board.text().into()),
            ];
            ColourField { name, label, value, hint: t.with("site-colour-hint", &places) }
        };
        let key = match &site {
            Some(site) => KeyView::of(app, site).await?,
            None => None,
        };
        let fixed = of_settings(app).await?;
        let fixed = site.as_ref().map_or_else(Vec::new, |site| origins_of(site, &fixed));
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Sites,
            fixed: fixed.into_iter().filter(|view| view.of_settings).collect(),
            colours: [
                colour("light", "look-light", Ground::Light, light, &typed.light),
                colour("dark", "look-dark", Ground::Dark, dark, &typed.dark),
            ],
            moderators: app.store.moderators_only().await?,
            key,
            jwk: String::new(),
            site,
            typed,
            errors: FieldErrors::default(),
            done: None,
            refused: None,
            overtaken: false,
        })
    }

    fn heading(&self) -> String {
        self.site.as_ref().map_or_else(|| self.t.say("site-new"), |site| site.name.clone())
    }

    fn action(&self) -> String {
        match &self.site {
            Some(site) => format!("/desk/sites/{}/settings", site.id),
            None => "/desk/sites/new".to_owned(),
        }
    }

    fn langs(&self) -> [(&'static str, String); Lang::ALL.len()] {
        Lang::ALL.map(|lang| (lang.setting(), self.t.say(lang_label(lang))))
    }

    fn is_bound(&self, id: &i64) -> bool {
        self.typed.moderators.contains(&id.to_string())
    }

    /// Returns the lines to paste into the pages of the site.
    fn snippets(&self) -> Option<[Snippet; 3]> {
        let origin = self.site.as_ref()?.origins.first()?;
        Some(snippets(self.t, &self.shell.public_url, origin.as_str()))
    }
}
