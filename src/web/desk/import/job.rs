//! Page of an import: its progress, its report, and what can be done with it.

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::form::{forgotten, read_table};
use super::wording::{on_page, refusal};
use crate::app::App;
use crate::app::imports::{Job, JobState};
use crate::error::{Error, Result};
use crate::import::map::Map;
use crate::import::record::About;
use crate::locale::Lang;
use crate::store::imports::StagedList;
use crate::transfer::import::{ImportStage, Report, ReportPart};
use crate::web::desk::{Room, shell_of};
use crate::web::page::{FieldErrors, FileUpload, Page, Shell, discard as discard_body, see_other};
use crate::web::session::{Admin, still_acts};

/// Lines of each list on the page; the download has them all.
const SHOWN: i64 = 10;
/// Addresses without an article that the form holds: as many as somebody fills in by hand.
const ADDRESSES: i64 = 200;
/// Largest table of addresses in bytes: some hundred thousand lines.
const TABLE_MAX: usize = 16 << 20;

#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Template)]
#[template(path = "desk/import_job.html")]
struct JobPage {
    t: Lang,
    shell: Shell,
    room: Room,
    id: String,
    heading: &'static str,
    begun: String,
    /// Sentence about its progress, while it runs.
    progress: Option<String>,
    can_be_discarded: bool,
    /// Sentence about a failure.
    failure: Option<String>,
    /// Sentence about its outcome.
    outcome: Option<String>,
    report: Option<ReportView>,
    can_be_imported: bool,
    is_over: bool,
    /// Old addresses without an article, as the beginning of a table.
    addresses: Option<String>,
    makes_articles: bool,
    errors: FieldErrors,
}

/// Report as the page shows it.
struct ReportView {
    origin: String,
    summary: Vec<String>,
    lists: Vec<ListView>,
}

/// List of a report as the page shows it.
struct ListView {
    heading: String,
    lines: Vec<String>,
    more: Option<String>,
}

/// GET `/desk/import/{token}`: shows the progress or the report.
///
/// Responds with 404 and the form if the import is forgotten.
pub(in crate::web) async fn job(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response> {
    let Some(job) = app.imports.job_of(&id) else { return forgotten(&app, &admin).await };
    let page = JobPage::new(&app, &admin, &job).await?;
    Ok(Page::personal(page).into_response())
}

/// GET `/desk/import/{token}/report`: downloads the whole report as plain text.
pub(in crate::web) async fn report(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response> {
    let Some(job) = app.imports.job_of(&id) else { return forgotten(&app, &admin).await };
    if job.report.lock().await.is_none() {
        return Err(Error::NotFound);
    }
    let t = app.lang();
    // Part by part: the lists may be longer than memory should hold.
    let parts = stream::try_unfold(Some(ReportPart::Summary), move |part| {
        let job = Arc::clone(&job);
        async move {
            let (Some(part), Some(report)) = (part, &mut *job.report.lock().await) else {
                return Ok::<_, Error>(None);
            };
            let (text, next) = report.text(t, part).await?;
            Ok(Some((on_page(t, &text), next)))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"import.txt\""),
    ];
    Ok((headers, Body::from_stream(parts)).into_response())
}

/// POST `/desk/import/{token}/table`: repeats the dry run with more addresses.
///
/// Responds with 422 if the table has an error.
pub(in crate::web) async fn add_table(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response> {
    let Some(job) = app.imports.job_of(&id) else {
        discard_body(request).await;
        return forgotten(&app, &admin).await;
    };
    let extensions = request.extensions().clone();
    let folder = tempfile::tempdir_in(&app.config.data).map_err(anyhow::Error::new)?;
    let upload = FileUpload::receive(request, folder.path(), TABLE_MAX).await?;
    still_acts(&app, &extensions).await?;
    match table_of(&app, &job, &upload) {
        Ok(table) => {
            let makes_articles = !upload.text("make_articles").is_empty();
            job.plan_again(&app, table, makes_articles);
            Ok(see_other(&format!("/desk/import/{id}")))
        }
        Err(sentence) => {
            let mut page = JobPage::new(&app, &admin, &job).await?;
            page.errors = FieldErrors::one("lines", sentence);
            page.addresses = Some(upload.text("lines").to_owned());
            Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// POST `/desk/import/{token}/run`: imports the file of a dry run.
pub(in crate::web) async fn run(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response> {
    let Some(job) = app.imports.job_of(&id) else { return forgotten(&app, &admin).await };
    if job.import(&app) {
        tracing::info!(admin = admin.account.id, "an import was started");
    }
    Ok(see_other(&format!("/desk/import/{id}")))
}

/// POST `/desk/import/{token}/discard`: forgets an import and its file, unless it is written.
pub(in crate::web) async fn discard(
    State(app): State<App>,
    _admin: Admin,
    Path(id): Path<String>,
) -> Response {
    if app.imports.discard(&id) {
        see_other("/desk/import?done=discarded#done")
    } else {
        see_other(&format!("/desk/import/{id}"))
    }
}

/// Reads the typed lines and the table of a form; lines without a second column are left out.
fn table_of(app: &App, job: &Job, upload: &FileUpload) -> Result<Map, String> {
    let base = job.options().read.base;
    if upload.too_large {
        return Err(app.lang().say("import-desk-table-large"));
    }
    let mut lines = String::new();
    for line in upload.text("lines").lines() {
        // A line that is left out stays as an empty one, so that errors have the right number.
        let line = line.trim();
        lines.push_str(if line.ends_with([',', ';']) { "" } else { line });
        lines.push('\n');
    }
    let mut table = read_table(app, lines.as_bytes(), base.as_ref())?;
    if let Some(file) = upload.file("table") {
        let file = std::fs::File::open(&file.path).map_err(|error| error.to_string())?;
        table.add_all(read_table(app, file, base.as_ref())?);
    }
    Ok(table)
}

impl JobPage {
    /// Returns the value of `refresh`: without an address, one with a fragment would not come anew.
    fn refresh(&self) -> String {
        format!("3; url=/desk/import/{}", self.id)
    }

    async fn new(app: &App, admin: &Admin, job: &Job) -> Result<Self> {
        let t = app.lang();
        let state = job.state();
        let about = [
            ("name", job.by.as_str().into()),
            ("file", job.file.as_str().into()),
            ("date", app.calendar.date_time(job.begun_at).into()),
        ];
        let mut page = Self {
            t,
            shell: shell_of(app, &admin.account).await?,
            room: Room::Import,
            id: job.id.clone(),
            heading: "import-desk-dry-run",
            begun: t.with("import-desk-begun", &about),
            progress: None,
            can_be_discarded: true,
            failure: None,
            outcome: None,
            report: None,
            can_be_imported: false,
            is_over: false,
            addresses: None,
            makes_articles: job.options().make_articles,
            errors: FieldErrors::default(),
        };
        page.tell(&state);
        if let (Some(report), false) = (&mut *job.report.lock().await, state.is_working()) {
            page.report(report, &state).await?;
        }
        Ok(page)
    }

    /// Sets what the state says.
    fn tell(&mut self, state: &JobState) {
        let t = self.t;
        match state {
            JobState::Working { dry_run, stage } => {
                if !dry_run {
                    self.heading = "import-desk-real";
                    self.can_be_discarded = false;
                }
                self.progress = Some(match stage {
                    ImportStage::Reading(comments) => {
                        let count = i64::try_from(*comments).unwrap_or(i64::MAX);
                        t.with("import-desk-reading", &[("count", count.into())])
                    }
                    ImportStage::Planning => t.say("import-desk-planning"),
                    ImportStage::Writing => t.say("import-desk-writing"),
                });
            }
            JobState::Planned { was_busy: false } => {}
            JobState::Planned { was_busy: true } => {
                self.failure = Some(t.say("import-desk-changed"));
            }
            JobState::Imported(run) => {
                self.heading = "import-desk-real";
                self.is_over = true;
                self.outcome = Some(match run {
                    Some(run) => t.with("import-desk-imported", &[("run", t.number(*run).into())]),
                    None => t.say("import-nothing"),
                });
            }
            JobState::Refused(error) => {
                self.is_over = true;
                self.failure = Some(refusal(t, error));
            }
            JobState::Failed => {
                self.is_over = true;
                self.failure = Some(t.say("import-desk-failed"));
            }
        }
    }

    /// Sets what the report says.
    async fn report(&mut self, report: &mut Report, state: &JobState) -> Result<()> {
        let t = self.t;
        let counts = report.counts.clone();
        if matches!(state, JobState::Planned { .. }) {
            self.can_be_imported = !report.is_nothing_new();
            let leaves_out = counts.lists().iter().any(|list| list.kind == StagedList::LeftOut);
            let key = match (self.can_be_imported, leaves_out) {
                (true, _) => "import-dry-run",
                (false, true) => "import-nothing-made",
                (false, false) => "import-nothing",
            };
            self.outcome = Some(t.say(key));
        }
        let mut lists = Vec::new();
        for list in counts.lists() {
            let lines = report.lines(list.kind, list.code, 0, SHOWN).await?;
            let label = on_page(t, &t.say(list.label));
            let heading = label.trim_end_matches('.');
            let more = list.count - i64::try_from(lines.len()).unwrap_or(0);
            lists.push(ListView {
                heading: format!("{heading} ({})", t.number(list.count)),
                lines: lines.iter().map(|(_, line)| line.told(t)).collect(),
                more: (more > 0).then(|| t.with("import-desk-more", &[("count", more.into())])),
            });
        }
        if matches!(state, JobState::Planned { .. }) {
            self.addresses = addresses(report).await?;
        }
        self.report =
            Some(ReportView { origin: report.origin.clone(), summary: counts.summary(t), lists });
        Ok(())
    }
}

/// Returns the addresses without an article as lines of a table whose second column is empty.
async fn addresses(report: &mut Report) -> Result<Option<String>> {
    let code = About::NoArticle.code();
    let lines = report.lines(StagedList::Notices, code, 0, ADDRESSES).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let mut table = String::new();
    for (_, line) in lines.iter().filter(|(_, line)| line.detail.contains('/')) {
        if line.detail.contains([',', ';', '"']) {
            writeln!(table, "\"{}\",", line.detail.replace('"', "\"\"")).ok();
        } else {
            writeln!(table, "{},", line.detail).ok();
        }
    }
    Ok(Some(table))
}
