//! Pages and what is round them: the shell every page stands in, how long it may be kept, and what was asked for.
//! `finish` alone writes caching, policy and language headers and turns an `Error` into a page.

mod assets;
mod error_page;
mod finish;
mod illustrate;
mod input;
mod keep;
mod labels;
mod logged_out;
mod pager;
mod redirect;
mod sent;
mod sheet;
mod slash;
mod tabs;
mod teaser;
mod unsent;
mod unwritten;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub(super) use assets::serve as serve_asset;
pub use assets::{asset, static_file};
pub(super) use finish::finish;
pub use illustrate::illustrated;
pub use input::{Asked, Form, Number, own_path, parse_id};
pub use keep::{Keep, Keeper};
pub use labels::labels;
pub use logged_out::{KeepForm, waiting_form};
pub use pager::Pager;
pub use redirect::{moved_permanently, permanent, see_other};
pub use sheet::{Field, Sheet};
pub use tabs::TabRow;
pub(in crate::web) use teaser::{TeaserView, pictures_of};
pub use unsent::UnsentForm;
use unwritten::Unwritten;
pub use upload::{Upload, Uploaded, discard};

use crate::account::{Account, Role};
use crate::app::App;
use crate::article::{Category, Menu, Slug};
use crate::comment::Portrait;
use crate::error::Result;
use crate::generation::Topic;
use crate::look::Look;
use crate::moderation::Queue;

/// How long and by whom a response may be kept. A response without one is kept by nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// The same for everybody: caches share it for half a minute, browsers ask each time whether it changed.
    Shared,
    /// Made for one person.
    Private,
    /// Never changes: its name would.
    Immutable,
}

/// A template on its way out.
#[derive(Debug)]
pub struct Page<T> {
    template: T,
    file: File,
}

/// What goes out, whatever it is: the bytes, their kind, and how long they are true.
#[derive(Clone, Debug)]
pub struct File {
    bytes: Bytes,
    kind: &'static str,
    policy: CachePolicy,
    status: StatusCode,
    topic: Topic,
    until: Option<Timestamp>,
    targets: Targets,
}

/// Where forms of a page may lead besides the board itself: hosts, as the policy of a page names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets(&'static str);

impl File {
    /// A file of this kind that anybody reads, made of anything there is.
    pub fn new(kind: &'static str, bytes: impl Into<Bytes>) -> Self {
        let (policy, status, topic) = (CachePolicy::Shared, StatusCode::OK, Topic::Lists);
        Self {
            bytes: bytes.into(),
            kind,
            policy,
            status,
            topic,
            until: None,
            targets: Targets::default(),
        }
    }

    /// The same file, made of this.
    pub fn of(self, topic: Topic) -> Self {
        Self { topic, ..self }
    }

    /// The same file, true until a moment.
    pub fn until(self, until: Option<Timestamp>) -> Self {
        Self { until, ..self }
    }

    /// The same file at an address that names its content: whoever has it need never ask again.
    pub fn immutable(self) -> Self {
        Self { policy: CachePolicy::Immutable, ..self }
    }

    /// The same file for somebody who brings a session: caches on the way let nothing that belongs to one be kept.
    fn with_session(self) -> Self {
        let policy =
            if self.policy == CachePolicy::Shared { CachePolicy::Private } else { self.policy };
        Self { policy, ..self }
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let etag =
            (self.policy == CachePolicy::Shared).then(|| [(header::ETAG, etag(&self.bytes))]);
        let (policy, targets) = (Extension(self.policy), Extension(self.targets));
        (self.status, policy, targets, etag, [(header::CONTENT_TYPE, self.kind)], self.bytes)
            .into_response()
    }
}

impl<T: Template> Page<T> {
    /// A page that anybody reads: shared by all who are not logged in, private for those who are.
    pub fn reading(template: T, member: Option<&Account>) -> Self {
        let policy = if member.is_some() { CachePolicy::Private } else { CachePolicy::Shared };
        Self {
            template,
            file: File { policy, ..File::new("text/html; charset=utf-8", Bytes::new()) },
        }
    }

    /// A page for one person, this once.
    pub fn personal(template: T) -> Self {
        let mut page = Self::reading(template, None);
        page.file.policy = CachePolicy::Private;
        page
    }

    /// The same page, made of this; without it, of anything there is.
    pub fn of(mut self, topic: Topic) -> Self {
        self.file.topic = topic;
        self
    }

    /// The same page, true until a moment.
    pub fn until(mut self, until: Option<Timestamp>) -> Self {
        self.file.until = until;
        self
    }

    /// The same page with forms that lead to these hosts too.
    pub fn leading_to(mut self, targets: &'static str) -> Self {
        self.file.targets = Targets(targets);
        self
    }

    /// The same page with another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.file.status = status;
        self
    }

    /// The page written out.
    fn written(self) -> Result<File> {
        let html = self
            .template
            .render()
            .map_err(|error| anyhow::Error::new(error).context("rendering a page"))?;
        Ok(File { bytes: html.into(), ..self.file })
    }
}

/// A weak tag of these bytes: the same page goes out compressed in several ways.
fn etag(bytes: &[u8]) -> HeaderValue {
    let digest = hex::encode(&Sha256::digest(bytes)[..12]);
    HeaderValue::try_from(format!("W/\"{digest}\""))
        .expect("hexadecimal digits are fit for a header")
}

/// A line of plain text for machines that watch the board.
pub fn line(status: StatusCode, text: impl Into<String>) -> Response {
    (status, Extension(CachePolicy::Private), text.into()).into_response()
}

/// A file under a name that would be another if its bytes were.
pub fn immutable(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind)], Extension(CachePolicy::Immutable), bytes).into_response()
}

/// A file for one person to keep.
pub fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (Extension(CachePolicy::Private), headers, bytes).into_response()
}

/// `Retry-After`, in whole seconds rounded up: who waits that long has waited enough.
pub fn retry_after(wait: Duration) -> HeaderValue {
    HeaderValue::from(u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1))
}

/// The part of the menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The first page of all articles.
    Front,
    /// The articles.
    Articles,
    /// Searching.
    Search,
    /// The house rules.
    HouseRules,
    /// Logging in.
    LogIn,
    /// The desk of the moderators.
    Moderation,
    /// The desk of the editors.
    Desk,
    /// None of them.
    Elsewhere,
}

/// What stands round every page: masthead, menu, footer.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The board's name.
    pub name: String,
    /// Which part of the menu is the current one.
    pub section: Section,
    /// The name of who is logged in.
    pub member: Option<String>,
    /// The picture beside it.
    pub portrait: Option<Portrait>,
    /// The categories in it.
    pub menu: Arc<Menu>,
    /// The category a page belongs to.
    pub category: Option<Slug>,
    /// How many comments wait, for those who judge them.
    pub waiting: Option<String>,
    /// The tabs on pages of moderation.
    pub tabs: Option<TabRow>,
    /// Whether who is logged in writes articles.
    pub writes: bool,
    /// Whether who is logged in runs the board.
    pub runs: bool,
    /// How the board looks.
    pub look: Arc<Look>,
    /// The address readers use, without a slash at the end.
    pub public_url: String,
}

impl Shell {
    /// The shell as somebody sees it, logged in or not.
    pub async fn new(app: &App, member: Option<&Account>, section: Section) -> Result<Self> {
        // What is kept is made of the look there is now, not of the last one somebody saw.
        app.look().await?;
        app.menu().await?;
        let mut shell = Self::plain(app, section);
        if let Some(account) = member {
            shell.member = Some(account.name.to_string());
            shell.portrait = Some(portrait(app, account).await?);
            shell.writes = account.role.may_write();
            shell.runs = account.role == Role::Admin;
            if account.role.may_moderate() {
                let counts = app.store.queue_counts().await?;
                shell.waiting = Some(capped(counts.review));
                let address = |queue: Queue| format!("/moderation?queue={}", queue.code());
                shell.tabs = (section == Section::Moderation)
                    .then(|| TabRow::new(app.lang(), account, counts, address));
            }
        }
        Ok(shell)
    }

    /// The shell as somebody at the desk sees it, made without asking again how many comments wait.
    pub async fn at_the_desk(app: &App, account: &Account, waiting: i64) -> Result<Self> {
        let (member, waiting) = (Some(account.name.to_string()), Some(capped(waiting)));
        let runs = account.role == Role::Admin;
        Ok(Self {
            member,
            portrait: Some(portrait(app, account).await?),
            waiting,
            writes: account.role.may_write(),
            runs,
            ..Self::plain(app, Section::Moderation)
        })
    }

    /// The shell as nobody in particular sees it, made without asking the database.
    pub fn plain(app: &App, section: Section) -> Self {
        Self {
            name: app.name(),
            look: app.last_look(),
            runs: false,
            section,
            member: None,
            portrait: None,
            menu: app.last_menu(),
            category: None,
            waiting: None,
            tabs: None,
            writes: false,
            public_url: app.config.public_url.clone(),
        }
    }

    /// The same shell on a page that belongs to these categories: the first of them that the menu has.
    pub fn in_category(mut self, categories: &[Category]) -> Self {
        let is_there = |category: &&Category| self.menu.categories.contains(category);
        self.category = categories.iter().find(is_there).map(|category| category.slug.clone());
        self
    }

    /// Returns whether the page belongs to this category of the menu.
    pub fn is_in(&self, category: &Category) -> bool {
        self.category.as_ref() == Some(&category.slug)
    }

    /// Returns whether the page belongs to the articles and to no category of the menu.
    pub fn is_among_articles(&self) -> bool {
        matches!(self.section, Section::Front | Section::Articles) && self.category.is_none()
    }

    /// The class of the page's body.
    pub fn body_class(&self) -> Option<&'static str> {
        match self.section {
            Section::Front => Some("front-page"),
            Section::Moderation | Section::Desk => Some("staff"),
            _ => None,
        }
    }

    /// Whether this part of the menu is the current one.
    pub fn is_at(&self, section: Section) -> bool {
        self.section == section
    }

    /// Returns whether the page belongs to the moderators or editors and takes their style sheet.
    pub fn is_staff_page(&self) -> bool {
        matches!(self.section, Section::Moderation | Section::Desk)
    }

    /// The two halves of the wordmark; another name has one.
    pub fn wordmark(&self) -> (&str, &str) {
        match self.name.as_str() {
            "Weerwoord" => self.name.split_at(4),
            other => (other, ""),
        }
    }

    /// Addresses of the sheets with the publisher's own typefaces and colours.
    pub fn branding_sheets(&self) -> Vec<String> {
        let typefaces = self.look.typefaces.sheet().map(|name| asset(name).to_owned());
        typefaces.into_iter().chain(self.look.colours_address()).collect()
    }

    /// The address, width and height of the logo.
    pub fn logo(&self) -> Option<(String, i64, i64)> {
        let logo = self.look.logo.as_ref()?;
        let size = logo.plain()?;
        Some((logo.address(size), size.width, size.height))
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        asset(name)
    }
}

/// Avatar beside the name of the member who is logged in.
async fn portrait(app: &App, account: &Account) -> Result<Portrait> {
    let avatar = app.store.avatar(account.id).await?;
    Ok(Portrait::of(Some(account.name.as_str()), avatar))
}

/// A count as a tab tells it: "999+" says as much as any number beyond.
pub fn capped(count: i64) -> String {
    if count > 999 { "999+".to_owned() } else { count.to_string() }
}
