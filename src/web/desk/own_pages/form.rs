//! Form for a page that editors make, as it is shown.

use askama::Template;

use super::super::compare::Comparison;
use super::super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::navigation::{Area, Entry};
use crate::static_page::{DESCRIPTION_MAX, OwnPage, OwnPageForm};
use crate::store::articles::OwnPageVersion;
use crate::text::diff;
use crate::web::page::{FieldErrors, Shell, static_text};
use crate::web::session::Editor;
use crate::writing::FieldError;

/// Page with the form.
#[derive(Template)]
#[template(path = "desk/own_page.html")]
pub(super) struct WritePage {
    t: Lang,
    shell: Shell,
    room: Room,
    /// Row id, once the page is stored.
    id: Option<i64>,
    /// Address at which readers see the page.
    seen_at: Option<String>,
    typed: OwnPageForm,
    errors: FieldErrors,
    done: Option<&'static str>,
    preview: Option<Html>,
    overtaken: Option<String>,
    comparison: Option<Comparison>,
}

/// Page that an editor works on; none yet for a new one.
pub(super) struct Workplace<'a> {
    pub(super) app: &'a App,
    pub(super) editor: &'a Editor,
    pub(super) current: Option<OwnPageVersion>,
    /// Areas that show the page.
    places: Vec<Area>,
}

impl<'a> Workplace<'a> {
    /// Reads the page with this id, or prepares a new one.
    pub(super) async fn new(app: &'a App, editor: &'a Editor, id: Option<i64>) -> Result<Self> {
        let Some(id) = id else {
            return Ok(Self { app, editor, current: None, places: Vec::new() });
        };
        let current = Some(app.store.own_page(id).await?.ok_or(Error::NotFound)?);
        let mut places = Vec::new();
        for area in Area::ALL {
            if app.store.entries(area).await?.contains(&Entry::Page(id)) {
                places.push(area);
            }
        }
        Ok(Self { app, editor, current, places })
    }

    pub(super) fn is_published(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.page.published)
    }

    /// Returns whether saving this would change nothing.
    pub(super) fn is_same(&self, page: &OwnPage, places: [(Area, bool); 2]) -> bool {
        self.current.as_ref().is_some_and(|current| current.page == *page)
            && places.iter().all(|(area, wanted)| self.places.contains(area) == *wanted)
    }

    /// Returns the form with what is stored.
    pub(super) fn stored(&self) -> OwnPageForm {
        match &self.current {
            Some(current) => self.form_of(&current.page),
            None => OwnPageForm::default(),
        }
    }

    /// Returns the form with this content in place of what is stored.
    pub(super) fn form_of(&self, page: &OwnPage) -> OwnPageForm {
        let ticked =
            |area| if self.places.contains(&area) { "on".to_owned() } else { String::new() };
        let version = self.current.as_ref().map_or(0, |current| current.number);
        OwnPageForm {
            in_menu: ticked(Area::Menu),
            in_footer: ticked(Area::Footer),
            ..OwnPageForm::of(page, version)
        }
    }

    /// Returns the page with this form.
    pub(super) async fn page(
        &self,
        typed: OwnPageForm,
        errors: Vec<FieldError>,
    ) -> Result<WritePage> {
        let t = self.app.lang();
        let published = self.current.as_ref().filter(|current| current.page.published);
        Ok(WritePage {
            t,
            shell: shell(self.app, self.editor).await?,
            room: Room::Pages,
            id: self.current.as_ref().map(|current| current.id),
            seen_at: published.map(|current| current.page.path()),
            typed,
            errors: FieldErrors::new(t, errors),
            done: None,
            preview: None,
            overtaken: None,
            comparison: None,
        })
    }
}

impl WritePage {
    /// Says what was done, for the parameter of the address to which a saved form leads.
    pub(super) fn is_done(&mut self, done: Option<&str>) {
        self.done = match done {
            Some("saved") => Some("page-done-saved"),
            Some("published") => Some("page-done-published"),
            Some("unpublished") => Some("page-done-unpublished"),
            Some("restored") => Some("write-done-restored"),
            _ => None,
        };
    }

    /// Shows the text as readers would see it.
    pub(super) async fn preview(&mut self, app: &App, body: &str) -> Result<()> {
        self.preview = Some(static_text(app, body).await?);
        Ok(())
    }

    /// Says that another editor saved the page, and what that changed.
    pub(super) fn is_overtaken(
        &mut self,
        app: &App,
        current: &OwnPageVersion,
        comparison: Option<Comparison>,
    ) {
        let ago = app.calendar.ago(current.made_at, app.now());
        let places = [("name", current.made_by.as_str().into()), ("ago", ago.into())];
        self.overtaken = Some(self.t.with("write-overtaken", &places));
        self.comparison = comparison;
        self.typed.version = current.number.to_string();
    }

    fn has_trouble(&self) -> bool {
        self.overtaken.is_some() || !self.errors.is_empty()
    }

    fn action(&self) -> String {
        match self.id {
            Some(id) => format!("/desk/pages/own/{id}"),
            None => "/desk/pages/new".to_owned(),
        }
    }

    fn heading(&self) -> String {
        match self.id {
            Some(_) if !self.typed.title.trim().is_empty() => self.typed.title.clone(),
            _ => self.t.say("page-new"),
        }
    }
}
