//! Page about one author: their comments, the decisions about them, reports and notes.
//!
//! An author is identified by the number of one of their comments, because guests have no account.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::labels::bans;
use super::namesakes::{self, NamesakeView};
use super::notes::{self, NoteView};
use super::{decided, shell, surroundings};
use crate::account::{Email, Role};
use crate::app::App;
use crate::comment::{Reason, State as CommentState};
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::ban;
use crate::moderation::{self, Decision, NoteAbout};
use crate::picture::AvatarImage;
use crate::store::moderation::{
    AuthorBan, BanOf, COMMENTS_PER_PAGE, COUNTED_MAX, Commenter, ReportAgainst, Written,
};
use crate::web::page::{FieldErrors, Form, Id, Page, QueryParams, Shell, parse_id, see_other};
use crate::web::session::Moderator;

#[derive(Template)]
#[template(path = "moderation/commenter.html")]
struct CommenterPage {
    t: Lang,
    shell: Shell,
    id: i64,
    name: String,
    aliases: Option<String>,
    email: Option<String>,
    kind: String,
    counts: String,
    reported: String,
    avatar: Option<AvatarImage>,
    may_remove: bool,
    bans: Vec<String>,
    unproved: bool,
    namesakes: Vec<NamesakeView>,
    notes: Vec<NoteView>,
    reports: Vec<ReportView>,
    neighbours: Vec<(i64, String)>,
    actions: Option<Actions>,
    /// True if the moderator sees only what is on the sites that they are bound to.
    is_bound: bool,
    written: Vec<WrittenView>,
    following: Option<String>,
}

/// Actions that a moderator can take against an author.
struct Actions {
    /// Number and version of their latest comment on this page that is not removed.
    latest: Option<(i64, i64)>,
    reasons: [(&'static str, String); Reason::ALL.len()],
    bans: [(&'static str, String); 5],
    typed: CommenterForm,
    errors: FieldErrors,
}

/// Fields of the ban form, as they were sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CommenterForm {
    ban: String,
    why: String,
}

/// Comment of the author.
struct WrittenView {
    id: i64,
    machine: String,
    moment: String,
    article_title: String,
    state: String,
    shown: bool,
    html: Html,
    expunged: bool,
}

/// Form field that names the picture that the moderator saw.
#[derive(Deserialize)]
struct LookedAt {
    #[serde(default)]
    picture: String,
}

/// Report about a comment of the author.
struct ReportView {
    comment: i64,
    line: String,
    moment: String,
    open: bool,
}

/// GET `/moderation/people/{id}`: shows the author of the comment with this number.
pub(in crate::web) async fn commenter(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let after = asked.text("after").and_then(parse_id);
    let page = page(&app, &moderator, (id, after), CommenterForm::default(), None).await?;
    Ok(Page::personal(page).into_response())
}

/// POST `/moderation/people/{id}/ban`: bans the author of this comment, and nobody else.
///
/// Redirects to the page of the author. Responds with 422 if the form has an error or if the author
/// can't be banned.
pub(in crate::web) async fn ban_author(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    moderator.of_whole_board()?;
    let typed: CommenterForm = form.read()?;
    let checked = match case.ban_obstacle() {
        Some(obstacle) => Err(obstacle),
        None => ban_of(&app, &typed),
    };
    let error = match checked {
        Ok(ban) if app.store.ban_author(id, moderator.account.id, &ban, app.now()).await? => {
            tracing::info!(comment = id, moderator = moderator.account.id, "somebody was banned");
            return Ok(see_other(&format!("/moderation/people/{id}")));
        }
        Ok(_) => "ban-unknown-guest",
        Err(key) => key,
    };
    let page = page(&app, &moderator, (id, None), typed, Some(error)).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Returns the ban that the form asks for, or the key of an error message.
fn ban_of(app: &App, typed: &CommenterForm) -> Result<AuthorBan, &'static str> {
    let ends_at = moderation::ban_ends(&typed.ban, app.now())?.ok_or("ban-unknown")?;
    Ok(AuthorBan { why: ban::why(&typed.why)?, ends_at })
}

async fn page(
    app: &App,
    moderator: &Moderator,
    (id, after): (i64, Option<i64>),
    typed: CommenterForm,
    error: Option<&'static str>,
) -> Result<CommenterPage> {
    let scope = moderator.scope();
    let who = app.store.commenter(scope, id).await?.ok_or(Error::NotFound)?;
    let mut written = app.store.written_by(&who, after).await?;
    let more = i64::try_from(written.len()).unwrap_or(0) > COMMENTS_PER_PAGE;
    written.truncate(usize::try_from(COMMENTS_PER_PAGE).unwrap_or(usize::MAX));
    let following = written
        .last()
        .filter(|_| more)
        .map(|last| format!("/moderation/people/{id}?after={}", last.comment.id));
    let t = app.lang();
    let former = || t.commenter(None);
    let is_recused = app.store.recusal(id, moderator.account.id, false).await?.is_some();
    let actions = (!is_recused).then(|| Actions {
        latest: written
            .iter()
            .map(|written| &written.comment)
            .find(|comment| !matches!(comment.state, CommentState::Removed(_)))
            .map(|comment| (comment.id, comment.version)),
        reasons: Reason::ALL.map(|reason| (reason.code(), t.say(reason.label()))),
        bans: bans(t),
        typed,
        errors: FieldErrors::new(t, error.map(|key| ("person-ban", key.into()))),
    });
    Ok(CommenterPage {
        t,
        shell: shell(app, moderator).await?.about(id),
        actions,
        is_bound: !scope.is_board(),
        neighbours: surroundings::neighbours(app, scope, id).await?,
        id,
        name: who.names.last().cloned().unwrap_or_else(former),
        aliases: (who.names.len() > 1)
            .then(|| t.with("person-names", &[("names", who.names.join(", ").into())])),
        email: who.email.clone().map(|email| shown_to(moderator, email)),
        kind: kind(app, &who),
        counts: counts(t, &who),
        reported: t.with("person-reports", &[("count", who.reports.into())]),
        avatar: avatar_of(app, &who).await?,
        may_remove: may_remove_picture(moderator, &who),
        bans: app.store.bans_of(&who).await?.iter().map(|ban| ban_line(app, ban)).collect(),
        unproved: who.account.is_none() && who.email_key.is_some() && !who.proved,
        namesakes: namesakes::views(app, scope, id, &[]).await?,
        notes: notes::views(app, scope, id, NoteAbout::Commenter).await?,
        reports: app
            .store
            .reports_against(&who)
            .await?
            .iter()
            .map(|report| ReportView::new(app, report))
            .collect(),
        written: written.into_iter().map(|written| WrittenView::new(app, written)).collect(),
        following,
    })
}

/// POST `/moderation/people/{id}/picture/remove`: removes the picture that the moderator saw.
///
/// A picture that was uploaded since stays. Fails with `Error::Forbidden` if this moderator may not
/// remove it.
pub(in crate::web) async fn remove_picture(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let looked: LookedAt = form.read()?;
    let who = app.store.commenter(moderator.scope(), id).await?.ok_or(Error::NotFound)?;
    moderator.of_whole_board()?;
    if !may_remove_picture(&moderator, &who) {
        return Err(Error::Forbidden("person-picture-of-staff".into()));
    }
    if let Some(account) = who.account
        && app.store.remove_avatar(account, Some(&looked.picture)).await?
    {
        tracing::info!(
            account,
            moderator = moderator.account.id,
            "a moderator took somebody's picture away"
        );
    }
    Ok(see_other(&format!("/moderation/people/{id}")))
}

async fn avatar_of(app: &App, who: &Commenter) -> Result<Option<AvatarImage>> {
    match who.account {
        Some(account) => app.store.avatar(account).await,
        None => Ok(None),
    }
}

/// Returns whether a moderator may remove the picture of an author.
///
/// Moderators may remove the pictures of members; administrators may also remove those of staff. A
/// picture stands beside comments on every site, so that no moderator bound to some may.
fn may_remove_picture(moderator: &Moderator, who: &Commenter) -> bool {
    let is_theirs =
        moderator.account.role >= Role::Admin || who.role.is_none_or(|role| role < Role::Moderator);
    is_theirs && moderator.scope().is_board()
}

/// Returns an e-mail address as far as this moderator may see it.
///
/// Administrators see it whole, other moderators masked.
fn shown_to(moderator: &Moderator, email: String) -> String {
    if moderator.account.role >= Role::Admin { email } else { Email::stored(email).masked() }
}

/// Text about the kind of author, for example "Gast sinds 20 november 2026".
fn kind(app: &App, who: &Commenter) -> String {
    let key = match (who.role, &who.email_key) {
        (Some(Role::Member), _) => "person-member",
        (Some(_), _) => "person-staff",
        (None, Some(_)) => "person-guest",
        (None, None) => "person-former",
    };
    app.lang().with(key, &[("date", app.calendar.date(who.since).into())])
}

fn counts(t: Lang, who: &Commenter) -> String {
    let places = [
        ("count", who.comments.min(COUNTED_MAX).into()),
        ("held", who.held.into()),
        ("removed", who.removed.into()),
    ];
    let key = if who.comments > COUNTED_MAX { "person-counts-many" } else { "person-counts" };
    t.with(key, &places)
}

/// Text about a ban, for example "Geblokkeerd tot 20 november 2027 wegens …".
fn ban_line(app: &App, ban: &BanOf) -> String {
    let t = app.lang();
    let from = app.calendar.date(ban.made_at);
    let why = ban.why.as_str();
    match ban.ends_at {
        None => t.with("person-ban-forever", &[("from", from.into()), ("why", why.into())]),
        Some(ends) => {
            let key = if ban.holds(app.now()) { "person-ban" } else { "person-ban-over" };
            t.with(
                key,
                &[
                    ("from", from.into()),
                    ("to", app.calendar.date(ends).into()),
                    ("why", why.into()),
                ],
            )
        }
    }
}

impl WrittenView {
    fn new(app: &App, written: Written) -> Self {
        let t = app.lang();
        let comment = written.comment;
        let state = match comment.state {
            CommentState::Held => t.say("case-held"),
            CommentState::Visible => t.say("person-visible"),
            CommentState::Removed(reason) => decided(t, Decision::Remove(reason)),
        };
        Self {
            id: comment.id,
            machine: app.calendar.machine(comment.posted_at),
            moment: app.calendar.date_time(comment.posted_at),
            article_title: written.article_title,
            state,
            shown: comment.state == CommentState::Visible,
            expunged: comment.is_expunged(),
            html: comment.html,
        }
    }
}

impl ReportView {
    fn new(app: &App, report: &ReportAgainst) -> Self {
        let t = app.lang();
        let reason = t.say(report.reason.label());
        let line = match report.explanation.as_str() {
            "" => reason,
            text => t.with("case-report", &[("reason", reason.into()), ("text", text.into())]),
        };
        Self {
            comment: report.comment,
            line,
            moment: app.calendar.date_time(report.made_at),
            open: report.open,
        }
    }
}

impl CommenterPage {
    fn here(&self) -> String {
        format!("/moderation/people/{}", self.id)
    }
}
