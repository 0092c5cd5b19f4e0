//! Entries of the menu and the footer: their order, entries of the board, and links to other sites.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::navigation::{Area, BuiltIn, Entry, LABEL_MAX, Link, URL_MAX, mark, reordered, shipped};
use crate::web::page::{FieldErrors, Form, Page, QueryParams, Shell, see_other};
use crate::web::session::Editor;
use crate::writing::FieldError;

#[derive(Template)]
#[template(path = "desk/navigation.html")]
struct NavigationPage {
    t: Lang,
    shell: Shell,
    room: Room,
    area: Area,
    rows: Vec<Row>,
    /// Entries that are not in the list: their codes and labels.
    others: Vec<(String, String)>,
    /// Sentences about pages that every site has and that no area leads to.
    unlisted: Vec<String>,
    typed: NavigationForm,
    errors: FieldErrors,
    saved: bool,
    overtaken: bool,
}

/// Entry in the list.
struct Row {
    index: usize,
    label: String,
    /// Address of a link to another site.
    url: Option<String>,
    /// Number in its field.
    place: String,
    removed: bool,
    hidden: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct NavigationForm {
    /// Mark of the entries that the editor saw.
    seen: String,
    /// Numbers beside the entries, in their order.
    place: Vec<String>,
    /// Indexes of the entries to remove.
    remove: Vec<String>,
    /// Code of an entry to add.
    entry: String,
    label: String,
    url: String,
    intent: String,
}

/// Everything that may be listed, with the labels of readers.
struct Choices {
    categories: Vec<(i64, String)>,
    /// Own pages, and whether readers see them.
    pages: Vec<(i64, String, bool)>,
}

/// GET `/desk/navigation/{area}`: shows the entries of the menu or the footer.
pub(in crate::web) async fn navigation(
    State(app): State<App>,
    editor: Editor,
    Path(area): Path<String>,
    asked: QueryParams,
) -> Result<Response> {
    let area = Area::from_code(&area).ok_or(Error::NotFound)?;
    let form = NavigationForm::default();
    let mut page = NavigationPage::new(&app, &editor, area, form, Vec::new()).await?;
    page.saved = asked.text("done").is_some();
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/navigation/{area}`: orders, removes and adds entries, or takes the shipped ones.
///
/// Responds with 422 if the form has an error, and with 409 if another editor changed the entries
/// in the meantime.
pub(in crate::web) async fn change_navigation(
    State(app): State<App>,
    editor: Editor,
    Path(area): Path<String>,
    form: Form,
) -> Result<Response> {
    let area = Area::from_code(&area).ok_or(Error::NotFound)?;
    let typed: NavigationForm = form.read()?;
    let now = app.store.entries(area).await?;
    let choices = Choices::new(&app).await?;
    let wanted = if typed.intent == "shipped" {
        Ok(shipped(area))
    } else {
        typed.check(area, &now, &choices)
    };
    let refuse = async |typed, status, errors, overtaken| {
        let mut page = NavigationPage::new(&app, &editor, area, typed, errors).await?;
        page.overtaken = overtaken;
        Ok(Page::personal(page).status(status).into_response())
    };
    if mark(&now) != typed.seen {
        // The form was sent twice, or its numbers belong to other entries.
        let again = wanted.is_ok_and(|wanted| wanted == now);
        if again || typed.is_done_by(&now) {
            return Ok(see_other(&format!("/desk/navigation/{}?done=saved#done", area.code())));
        }
        let kept = NavigationForm { place: Vec::new(), remove: Vec::new(), ..typed };
        return refuse(kept, StatusCode::CONFLICT, Vec::new(), true).await;
    }
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(errors) => {
            return refuse(typed, StatusCode::UNPROCESSABLE_ENTITY, errors, false).await;
        }
    };
    let (seen, account) = (&typed.seen, editor.account.id);
    if !app.store.change_entries(area, seen, &wanted, account, app.now()).await? {
        let kept = NavigationForm { place: Vec::new(), remove: Vec::new(), ..typed };
        return refuse(kept, StatusCode::CONFLICT, Vec::new(), true).await;
    }
    tracing::info!(
        area = area.code(),
        editor = editor.account.id,
        "the entries of the menu or the footer were changed"
    );
    Ok(see_other(&format!("/desk/navigation/{}?done=saved#done", area.code())))
}

impl NavigationForm {
    /// Returns the entries that the form describes, or all errors in it.
    fn check(
        &self,
        area: Area,
        now: &[Entry],
        choices: &Choices,
    ) -> Result<Vec<Entry>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let removed = |index: usize| self.remove.contains(&index.to_string());
        let left: Vec<Entry> = reordered(now.to_vec(), &self.place)
            .into_iter()
            .filter(|entry| {
                now.iter().position(|other| other == entry).is_none_or(|index| !removed(index))
            })
            .collect();
        let mut all = left;
        match self.entry.as_str() {
            "" => {}
            code => match choices.all().into_iter().find(|entry| entry.code() == code) {
                Some(entry) if all.contains(&entry) => {}
                Some(entry) => all.push(entry),
                None => errors.push(("entry", "navigation-entry-gone".into())),
            },
        }
        if !self.label.trim().is_empty() || !self.url.trim().is_empty() {
            match Link::new(&self.label, &self.url) {
                Ok(link) if all.contains(&Entry::Link(link.clone())) => {}
                Ok(link) => all.push(Entry::Link(link)),
                Err(more) => errors.extend(more),
            }
        }
        if all.len() > area.max() {
            let field = if self.entry.is_empty() { "label" } else { "entry" };
            let key = match area {
                Area::Menu => "page-menu-full",
                Area::Footer => "page-footer-full",
            };
            errors.push((field, Message::with(key, "max", area.max())));
        }
        if all.is_empty() {
            errors.push(("entry", "navigation-empty".into()));
        }
        if errors.is_empty() { Ok(all) } else { Err(errors) }
    }

    /// Returns whether these entries are those that a form sent twice had led to.
    fn is_done_by(&self, now: &[Entry]) -> bool {
        let added = Link::new(&self.label, &self.url).ok().map(Entry::Link);
        self.intent != "shipped"
            && self.remove.is_empty()
            && (!self.entry.is_empty() || added.is_some())
            && (self.entry.is_empty() || now.iter().any(|entry| entry.code() == self.entry))
            && added.is_none_or(|link| now.contains(&link))
    }
}

impl Choices {
    async fn new(app: &App) -> Result<Self> {
        let categories = app.store.categories().await?.into_iter();
        let pages = app.store.own_pages().await?.into_iter();
        Ok(Self {
            categories: categories.map(|filed| (filed.id, filed.category.name)).collect(),
            pages: pages
                .map(|version| (version.id, version.page.title, version.page.published))
                .collect(),
        })
    }

    fn all(&self) -> Vec<Entry> {
        let built_in = BuiltIn::ALL.into_iter().map(Entry::BuiltIn);
        let pages = self.pages.iter().map(|(id, ..)| Entry::Page(*id));
        let categories = self.categories.iter().map(|(id, _)| Entry::Category(*id));
        built_in.chain(pages).chain(categories).collect()
    }

    fn label(&self, t: Lang, entry: &Entry) -> String {
        let named = |title: Option<&String>| title.cloned().unwrap_or_default();
        match entry {
            Entry::BuiltIn(entry) => t.say(entry.label()),
            Entry::Category(id) => {
                let known = self.categories.iter().find(|(known, _)| known == id);
                let name = named(known.map(|(_, name)| name));
                t.with("navigation-category", &[("name", name.into())])
            }
            Entry::Page(id) => {
                let known = self.pages.iter().find(|(known, ..)| known == id);
                named(known.map(|(_, title, _)| title))
            }
            Entry::Link(link) => link.label.clone(),
        }
    }

    /// Returns whether readers do not see an entry, because it is a page that is not published.
    fn hides(&self, entry: &Entry) -> bool {
        let hidden =
            |(id, _, published): &(i64, String, bool)| *entry == Entry::Page(*id) && !published;
        self.pages.iter().any(hidden)
    }
}

impl NavigationPage {
    async fn new(
        app: &App,
        editor: &Editor,
        area: Area,
        mut typed: NavigationForm,
        errors: Vec<FieldError>,
    ) -> Result<Self> {
        let t = app.lang();
        let (now, choices) = (app.store.entries(area).await?, Choices::new(app).await?);
        let elsewhere = app.store.entries(area.other()).await?;
        typed.seen = mark(&now);
        let rows = now.iter().enumerate().map(|(index, entry)| Row {
            index,
            label: choices.label(t, entry),
            url: if let Entry::Link(link) = entry { Some(link.url.clone()) } else { None },
            place: typed.place.get(index).cloned().unwrap_or_else(|| (index + 1).to_string()),
            removed: typed.remove.contains(&index.to_string()),
            hidden: choices.hides(entry),
        });
        let others = choices.all().into_iter().filter(|entry| !now.contains(entry));
        let is_unlisted = |entry: BuiltIn| {
            let entry = Entry::BuiltIn(entry);
            !now.contains(&entry) && !elsewhere.contains(&entry)
        };
        let unlisted = BuiltIn::ALL.into_iter().filter(|entry| is_unlisted(*entry));
        Ok(Self {
            t,
            shell: shell(app, editor).await?,
            room: Room::Pages,
            area,
            rows: rows.collect(),
            others: others.map(|entry| (entry.code(), choices.label(t, &entry))).collect(),
            unlisted: unlisted.filter_map(BuiltIn::unlisted).map(|key| t.say(key)).collect(),
            typed,
            errors: FieldErrors::new(t, errors),
            saved: false,
            overtaken: false,
        })
    }

    fn heading(&self) -> &'static str {
        match self.area {
            Area::Menu => "navigation-menu",
            Area::Footer => "navigation-footer",
        }
    }

    fn lead(&self) -> String {
        self.t.with("navigation-lead", &[("max", self.area.max().into())])
    }

    fn place_label(&self, row: &Row) -> String {
        self.t.with("navigation-place", &[("label", row.label.as_str().into())])
    }

    fn is_chosen(&self, code: &str) -> bool {
        self.typed.entry == code
    }
}
