//! Sites that the board stands under, for administrators: the list of them.

mod form;
mod key;
mod pages;
mod snippets;

pub(in crate::web) use form::{add, blank, change, remove, settings};
pub(in crate::web) use key::{make_key, note_key, remove_key};
pub(in crate::web) use pages::{change_page, pages};

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{Room, shell_of};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::sites::{Origin, Site};
use crate::web::page::{Page, QueryParams, Shell};
use crate::web::session::Admin;

#[derive(Template)]
#[template(path = "desk/sites.html")]
struct SitesPage {
    t: Lang,
    shell: Shell,
    room: Room,
    done: Option<&'static str>,
    rows: Vec<Row>,
}

/// Site as the list shows it.
struct Row {
    id: i64,
    name: String,
    origins: Vec<OriginView>,
    about: String,
}

/// Origin as pages show it.
struct OriginView {
    origin: String,
    of_settings: bool,
}

/// GET `/desk/sites`: lists the sites.
pub(in crate::web) async fn sites(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let (t, sites, fixed) = (app.lang(), app.sites().await?, of_settings(&app).await?);
    let counts = app.store.site_counts().await?;
    let row = |site: &Site| {
        let counts = counts.iter().find(|counts| counts.id == site.id);
        let number = |of: fn(&_) -> i64| counts.map_or(0, of).into();
        let about = [
            ("pages", number(|counts| counts.pages)),
            ("comments", number(|counts| counts.comments)),
            ("moderators", number(|counts| counts.moderators)),
            ("lang", t.say(lang_label(site.lang)).into()),
        ];
        Row {
            id: site.id,
            name: site.name.clone(),
            origins: origins_of(site, &fixed),
            about: t.with("sites-about", &about),
        }
    };
    let page = SitesPage {
        t,
        shell: shell_of(&app, &admin.account).await?,
        room: Room::Sites,
        done: (asked.text("done") == Some("removed")).then_some("site-removed"),
        rows: sites.0.iter().map(row).collect(),
    };
    Ok(Page::personal(page).into_response())
}

/// Returns the origins that stand in the settings, now or when a node started.
async fn of_settings(app: &App) -> Result<BTreeSet<String>> {
    let mut origins: BTreeSet<String> =
        app.store.origins_of_settings().await?.into_iter().collect();
    origins.extend(app.config.sites.iter().map(|origin| origin.as_str().to_owned()));
    Ok(origins)
}

fn origins_of(site: &Site, fixed: &BTreeSet<String>) -> Vec<OriginView> {
    let view = |origin: &Origin| OriginView {
        origin: origin.as_str().to_owned(),
        of_settings: fixed.contains(origin.as_str()),
    };
    site.origins.iter().map(view).collect()
}

/// Returns the site with this id; fails with [`Error::NotFound`] if there is none.
async fn site(app: &App, id: i64) -> Result<Site> {
    app.sites().await?.with_id(id).cloned().ok_or(Error::NotFound)
}

/// Key of the name of a language.
fn lang_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "site-lang-nl",
        Lang::NlFormal => "site-lang-nl-formal",
        Lang::En => "site-lang-en",
    }
}
