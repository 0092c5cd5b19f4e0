//! Categories: adding, renaming, merging and deleting them.
//!
//! A renamed category keeps its address; the address of a merged one redirects. Only an empty
//! category can be deleted.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Room, shell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::store::articles::{CategoryRow, NameTaken};
use crate::web::page::{FieldErrors, Form, Id, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Editor;
use crate::writing::category_named;

#[derive(Template)]
#[template(path = "desk/categories.html")]
struct CategoriesPage {
    t: Lang,
    shell: Shell,
    room: Room,
    name: String,
    errors: FieldErrors,
    done: Option<&'static str>,
    all: Vec<CategoryRow>,
}

#[derive(Template)]
#[template(path = "desk/category.html")]
struct CategoryPage {
    t: Lang,
    shell: Shell,
    room: Room,
    filed: CategoryRow,
    name: String,
    into: String,
    errors: FieldErrors,
    others: Vec<CategoryRow>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CategoryForm {
    name: String,
    into: String,
    intent: String,
}

/// GET `/desk/categories`: lists the categories.
pub(in crate::web) async fn categories(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    let done = asked.text("done").and_then(|done| {
        [
            ("added", "category-added"),
            ("renamed", "category-renamed"),
            ("merged", "category-merged"),
            ("dropped", "category-dropped"),
        ]
        .into_iter()
        .find_map(|(known, key)| (known == done).then_some(key))
    });
    let page = CategoriesPage { done, ..list(&app, &editor, String::new(), None).await? };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/categories`: adds a category.
///
/// Responds with 422 if the name is missing, unusable or taken.
pub(in crate::web) async fn add_category(
    State(app): State<App>,
    editor: Editor,
    form: Form,
) -> Result<Response> {
    let typed: CategoryForm = form.read()?;
    let error: Message = match named(&typed.name) {
        Err(error) => error,
        Ok(category) => match app.store.add_category(&category).await? {
            Ok(()) => return Ok(see_other("/desk/categories?done=added")),
            Err(NameTaken) => "category-taken".into(),
        },
    };
    let page = list(&app, &editor, typed.name, Some(error)).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// GET `/desk/categories/{id}`: shows the forms for one category.
pub(in crate::web) async fn category(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    Ok(Page::personal(one(&app, &editor, id).await?).into_response())
}

/// POST `/desk/categories/{id}`: renames a category, merges it into another, or deletes it.
///
/// Redirects to the list. Responds with 422 if the form has an error or if a category to delete is
/// not empty.
pub(in crate::web) async fn change_category(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let mut page = one(&app, &editor, id).await?;
    let typed: CategoryForm = form.read()?;
    let outcome = match typed.intent.as_str() {
        "rename" => rename(&app, &page, &typed).await?,
        "merge" => merge(&app, &page, &typed).await?,
        "drop" if app.store.drop_category(id).await? => Ok("dropped"),
        "drop" => Err(("drop", "category-not-empty".into())),
        _ => return Err(Error::Invalid("error-form".into())),
    };
    match outcome {
        Ok(done) => {
            tracing::info!(
                category = id,
                editor = editor.account.id,
                done,
                "a category was changed"
            );
            Ok(see_other(&format!("/desk/categories?done={done}")))
        }
        Err((field, sentence)) => {
            page.errors = FieldErrors::new(page.t, [(field, sentence)]);
            if typed.intent == "rename" {
                page.name = typed.name;
            }
            page.into = typed.into;
            Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

type Outcome = Result<&'static str, (&'static str, Message)>;

async fn rename(app: &App, page: &CategoryPage, typed: &CategoryForm) -> Result<Outcome> {
    let category = match named(&typed.name) {
        Ok(category) => category,
        Err(error) => return Ok(Err(("name", error))),
    };
    let is_namesake =
        |other: &CategoryRow| other.category.name.to_lowercase() == category.name.to_lowercase();
    if page.others.iter().any(is_namesake) {
        return Ok(Err(("name", "category-taken".into())));
    }
    app.store.rename_category(page.filed.id, &category.name).await?;
    Ok(Ok("renamed"))
}

async fn merge(app: &App, page: &CategoryPage, typed: &CategoryForm) -> Result<Outcome> {
    match parse_id(&typed.into).filter(|into| page.others.iter().any(|other| other.id == *into)) {
        Some(into) if app.store.merge_categories(page.filed.id, into).await? => Ok(Ok("merged")),
        _ => Ok(Err(("into", "category-into-missing".into()))),
    }
}

fn named(name: &str) -> Result<crate::article::Category, Message> {
    if name.trim().is_empty() {
        return Err("category-name-missing".into());
    }
    // A name with a comma would be split in two wherever names are entered as a list.
    if name.contains(',') {
        return Err("category-comma".into());
    }
    category_named(name.trim())
}

async fn list(
    app: &App,
    editor: &Editor,
    name: String,
    error: Option<Message>,
) -> Result<CategoriesPage> {
    let t = app.lang();
    Ok(CategoriesPage {
        t,
        shell: shell(app, editor).await?,
        room: Room::Categories,
        name,
        errors: FieldErrors::new(t, error.map(|error| ("name", error))),
        done: None,
        all: app.store.categories().await?,
    })
}

async fn one(app: &App, editor: &Editor, id: i64) -> Result<CategoryPage> {
    let mut others = app.store.categories().await?;
    let place = others.iter().position(|filed| filed.id == id).ok_or(Error::NotFound)?;
    let filed = others.remove(place);
    Ok(CategoryPage {
        t: app.lang(),
        shell: shell(app, editor).await?,
        room: Room::Categories,
        name: filed.category.name.clone(),
        into: String::new(),
        filed,
        errors: FieldErrors::default(),
        others,
    })
}

impl CategoriesPage {
    fn address(&self, filed: &CategoryRow) -> String {
        format!("/categories/{}", filed.category.slug.as_str())
    }

    fn count(&self, filed: &CategoryRow) -> String {
        self.t.with("category-articles", &[("count", filed.articles.into())])
    }
}

impl CategoryPage {
    fn is_into(&self, other: &CategoryRow) -> bool {
        self.into == other.id.to_string()
    }

    fn count(&self) -> String {
        self.t.with("category-articles", &[("count", self.filed.articles.into())])
    }
}
