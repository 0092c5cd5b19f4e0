//! Page with the upload form and the imports so far.

use std::fs::File;

use anyhow::Context;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use url::Url;

use super::wording::refusal;
use crate::app::App;
use crate::error::{Error, Result};
use crate::import::map::{Bases, Map};
use crate::import::{Format, ReadOptions, Reader};
use crate::locale::{Lang, Message};
use crate::sites::Sites;
use crate::store::imports::{StoredImport, Undone};
use crate::transfer::import::{self, Counts, ImportOptions};
use crate::web::desk::{Room, shell_of};
use crate::web::page::{
    FieldErrors, FileUpload, Form, Id, Page, QueryParams, Shell, discard as discard_body, see_other,
};
use crate::web::session::{Admin, still_acts};

/// Largest file in bytes: the export of any board but the largest, and a bound for the disk.
const FILE_MAX: usize = 2 << 30;

#[derive(Template)]
#[template(path = "desk/import.html")]
pub(super) struct ImportPage {
    t: Lang,
    shell: Shell,
    room: Room,
    typed: ImportForm,
    errors: FieldErrors,
    /// Sentence and address of the import that is there.
    busy: Option<(String, Option<String>)>,
    done: Option<&'static str>,
    refused: Option<String>,
    runs: Vec<Run>,
}

/// Fields as they were typed.
#[derive(Debug, Default)]
struct ImportForm {
    from: String,
    base: String,
    zone: String,
    encoding: String,
    ticked: Vec<&'static str>,
}

/// Choices of the form and their message keys.
const CHOICES: [(&str, &str); 4] = [
    ("make_articles", "import-desk-articles"),
    ("members", "import-desk-members"),
    ("with_removed", "import-desk-removed"),
    ("skip_broken", "import-desk-skip"),
];

/// Import as the page shows it.
struct Run {
    id: i64,
    heading: String,
    lines: Vec<String>,
    can_be_undone: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UndoForm {
    sure: String,
}

/// GET `/desk/import`: shows the form and the imports so far.
pub(in crate::web) async fn form(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let done = match asked.text("done") {
        Some("discarded") => Some("import-desk-discarded"),
        Some("undone") => Some("import-desk-undone"),
        _ => None,
    };
    let page = ImportPage { done, ..ImportPage::new(&app, &admin).await? };
    Ok(Page::personal(page).into_response())
}

/// POST `/desk/import`: starts a dry run of a file.
///
/// Responds with 409 if there is an import already, with 413 if the file is too large, and with 422
/// if the form has an error.
pub(in crate::web) async fn upload(
    State(app): State<App>,
    admin: Admin,
    request: Request,
) -> Result<Response> {
    let Some(receiving) = app.imports.receive(&app.config.data)? else {
        discard_body(request).await;
        let mut page = ImportPage::new(&app, &admin).await?;
        page.busy = page.busy.or_else(|| Some((app.lang().say("import-desk-receiving"), None)));
        return Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response());
    };
    let extensions = request.extensions().clone();
    let upload = match FileUpload::receive(request, receiving.folder(), FILE_MAX).await {
        // A form without a file is one without its kind of encoding.
        Err(Error::Invalid(_)) => FileUpload::default(),
        upload => upload?,
    };
    still_acts(&app, &extensions).await?;
    let sites = app.sites().await?;
    let options = match check(&app, &admin, &upload, &sites) {
        Ok(options) => options,
        Err(errors) => {
            let status = if upload.too_large {
                StatusCode::PAYLOAD_TOO_LARGE
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            let page = ImportPage {
                typed: ImportForm::new(&upload),
                errors,
                ..ImportPage::new(&app, &admin).await?
            };
            return Ok(Page::personal(page).status(status).into_response());
        }
    };
    let file = upload.file("file").context("the file was checked")?;
    let job =
        receiving.start(&app, (&file.path, &file.name), admin.account.name.as_str(), options)?;
    tracing::info!(admin = admin.account.id, "a dry run of an import was started");
    Ok(see_other(&format!("/desk/import/{}", job.id)))
}

/// POST `/desk/import/runs/{id}/undo`: deletes everything that an import made.
///
/// Responds with 409 if something builds on it. An import that was undone before is no error.
pub(in crate::web) async fn undo(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: UndoForm = form.read()?;
    if app.store.imports().await?.iter().all(|run| run.id != id) {
        return Err(Error::NotFound);
    }
    let t = app.lang();
    let refuse = async |status, sentence: String| {
        let page = ImportPage { refused: Some(sentence), ..ImportPage::new(&app, &admin).await? };
        Ok(Page::personal(page).status(status).into_response())
    };
    if typed.sure.is_empty() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, t.say("import-desk-undo-missing")).await;
    }
    match app.store.undo_import(id, Some(admin.account.id), app.now()).await? {
        Undone::Built(upon) => refuse(StatusCode::CONFLICT, t.say(import::obstacle(upon))).await,
        Undone::Done | Undone::Unknown => {
            tracing::info!(import = id, admin = admin.account.id, "an import was undone");
            Ok(see_other("/desk/import?done=undone#done"))
        }
    }
}

/// Returns the page that says that an import is forgotten.
pub(super) async fn forgotten(app: &App, admin: &Admin) -> Result<Response> {
    let refused = Some(app.lang().say("import-desk-forgotten"));
    let page = ImportPage { refused, ..ImportPage::new(app, admin).await? };
    Ok(Page::personal(page).status(StatusCode::NOT_FOUND).into_response())
}

/// Reads a table of addresses; the error has the place in it.
pub(super) fn read_table(
    app: &App,
    table: impl std::io::Read,
    base: Option<&Url>,
) -> Result<Map, String> {
    let board = public_url(app).map_err(|error| error.to_string())?;
    Map::read(table, Bases { old: base, board: &board })
        .map_err(|error| refusal(app.lang(), &error))
}

fn public_url(app: &App) -> Result<Url> {
    Ok(Url::parse(&app.config.public_url).context("the public URL is no address")?)
}

/// Returns the choices, or the errors of the form.
fn check(
    app: &App,
    admin: &Admin,
    upload: &FileUpload,
    sites: &Sites,
) -> Result<ImportOptions, FieldErrors> {
    let t = app.lang();
    let one = |field, key: &'static str| FieldErrors::new(t, [(field, Message::from(key))]);
    if upload.too_large {
        return Err(one("file", "import-desk-file-large"));
    }
    if upload.file("file").is_none() {
        return Err(one("file", "import-desk-file-missing"));
    }
    let base = match upload.text("base") {
        "" => None,
        text => match Url::parse(text) {
            Ok(base) if matches!(base.scheme(), "http" | "https") => Some(base),
            _ => return Err(one("base", "import-desk-base-wrong")),
        },
    };
    let zone = match upload.text("zone") {
        "" => app.config.board.timezone.clone(),
        zone => TimeZone::get(zone).map_err(|_| one("zone", "import-desk-zone-unknown"))?,
    };
    let map = match upload.file("table") {
        Some(table) => {
            let table = File::open(&table.path)
                .map_err(|error| FieldErrors::one("table", error.to_string()))?;
            read_table(app, table, base.as_ref())
                .map_err(|sentence| FieldErrors::one("table", sentence))?
        }
        None => Map::default(),
    };
    let public_url =
        public_url(app).map_err(|error| FieldErrors::one("base", error.to_string()))?;
    let ticked = |name| !upload.text(name).is_empty();
    Ok(ImportOptions {
        format: Format::from_code(upload.text("from")),
        read: ReadOptions {
            base,
            zone,
            encoding: Some(upload.text("encoding").to_owned()).filter(|text| !text.is_empty()),
            skip_broken: ticked("skip_broken"),
        },
        dry_run: true,
        make_articles: ticked("make_articles"),
        members: ticked("members"),
        with_removed: ticked("with_removed"),
        map,
        media: None,
        account: Some(admin.account.id),
        public_url,
        sites: sites.clone(),
        anonymous: t.say("import-anonymous"),
        folder: app.config.data.clone(),
    })
}

impl ImportPage {
    async fn new(app: &App, admin: &Admin) -> Result<Self> {
        let t = app.lang();
        let runs = app.store.imports().await?;
        let busy = app.imports.open_job().map(|job| {
            let told = [("name", job.by.as_str().into()), ("file", job.file.as_str().into())];
            (t.with("import-desk-busy", &told), Some(format!("/desk/import/{}", job.id)))
        });
        Ok(Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Import,
            typed: ImportForm::default(),
            errors: FieldErrors::default(),
            busy,
            done: None,
            refused: None,
            runs: runs.into_iter().map(|run| Run::new(app, run)).collect(),
        })
    }

    fn systems(&self) -> Vec<(&'static str, String)> {
        let any = ("", self.t.say("import-desk-system-any"));
        let known = Format::ALL.into_iter().filter(|format| Reader::of(*format).is_some());
        let known = known.map(|format| (format.code(), format.system().to_owned()));
        std::iter::once(any).chain(known).collect()
    }

    fn choices(&self) -> Vec<(&'static str, String, bool)> {
        CHOICES
            .map(|(name, key)| (name, self.t.say(key), self.typed.ticked.contains(&name)))
            .to_vec()
    }
}

impl ImportForm {
    fn new(upload: &FileUpload) -> Self {
        let ticked = CHOICES.map(|(name, _)| name).into_iter();
        Self {
            from: upload.text("from").to_owned(),
            base: upload.text("base").to_owned(),
            zone: upload.text("zone").to_owned(),
            encoding: upload.text("encoding").to_owned(),
            ticked: ticked.filter(|name| !upload.text(name).is_empty()).collect(),
        }
    }
}

impl Run {
    fn new(app: &App, run: StoredImport) -> Self {
        let t = app.lang();
        let by = run.made_by.unwrap_or_else(|| t.say("staff-log-command-line"));
        let about = [
            ("run", t.number(run.id).into()),
            ("name", by.into()),
            ("date", app.calendar.date_time(run.made_at).into()),
        ];
        let mut lines = vec![format!("{} · {}", run.file, run.origin)];
        if let Ok(counts) = serde_json::from_str::<Counts>(&run.report) {
            lines.extend(counts.made(t));
        }
        lines.extend(run.undone_at.map(|moment| {
            t.with("import-desk-undone-at", &[("date", app.calendar.date_time(moment).into())])
        }));
        Self {
            id: run.id,
            heading: t.with("import-desk-run", &about),
            lines,
            can_be_undone: run.undone_at.is_none(),
        }
    }
}
