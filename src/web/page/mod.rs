//! Responses: the layout around every page, cache policies, and the input of a request.
//!
//! Only `finish` writes cache, content-security and language headers and turns an `Error` into a
//! page.

mod assets;
mod error_page;
mod finalize;
mod form_page;
mod illustrate;
mod input;
mod labels;
mod logged_out;
mod page_cache;
mod pager;
mod redirect;
mod sent;
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
pub(super) use finalize::finalize;
pub use form_page::{Field, FormPage};
pub use illustrate::illustrated;
pub use input::{Form, Id, QueryParams, local_path, parse_id};
pub use labels::labels;
pub use logged_out::{KeepForm, waiting_form};
pub use page_cache::{Cacheable, PageCacheLayer};
pub use pager::Pager;
pub use redirect::{moved_permanently, permanent, see_other};
pub use tabs::TabRow;
pub(in crate::web) use teaser::{TeaserView, pictures_of};
pub use unsent::UnsentForm;
use unwritten::Unwritten;
pub use upload::{Upload, Uploaded, discard};

use crate::account::{Account, Role};
use crate::app::App;
use crate::article::{Category, Menu, Slug};
use crate::branding::Branding;
use crate::cache::invalidation::Topic;
use crate::comment::Avatar;
use crate::error::Result;
use crate::moderation::Queue;

/// Duration and audience for which caches may store a response.
///
/// A response without a policy is not stored at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// The same for everybody.
    ///
    /// Shared caches store it for 30 seconds, browsers revalidate each time.
    Shared,
    /// Made for one user; never stored.
    Private,
    /// Never changes, because its address depends on its content; stored for a year.
    Immutable,
}

/// Template with the properties of the response it will be rendered to.
#[derive(Debug)]
pub struct Page<T> {
    template: T,
    file: File,
}

/// Response body with its media type, cache policy and status.
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

/// Hosts besides this one to which forms of a page may be sent or redirected.
///
/// Separated by spaces, as `form-action` of a `Content-Security-Policy` lists them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets(&'static str);

impl File {
    /// Creates a shared file of this media type, which depends on every topic of the cache.
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

    /// Limits the data that the file depends on to this topic.
    pub fn of(self, topic: Topic) -> Self {
        Self { topic, ..self }
    }

    /// Sets the time until which the file is valid; `None` sets no limit.
    pub fn until(self, until: Option<Timestamp>) -> Self {
        Self { until, ..self }
    }

    /// Marks the file as immutable, for an address that depends on its content.
    pub fn immutable(self) -> Self {
        Self { policy: CachePolicy::Immutable, ..self }
    }

    /// Makes a shared file private, for a request with a session: no shared cache may store it.
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
    /// Creates a page for all readers: shared for visitors, private for a member who is logged in.
    pub fn reading(template: T, member: Option<&Account>) -> Self {
        let policy = if member.is_some() { CachePolicy::Private } else { CachePolicy::Shared };
        Self {
            template,
            file: File { policy, ..File::new("text/html; charset=utf-8", Bytes::new()) },
        }
    }

    /// Creates a page for one user and one request.
    pub fn personal(template: T) -> Self {
        let mut page = Self::reading(template, None);
        page.file.policy = CachePolicy::Private;
        page
    }

    /// Limits the data that the page depends on to this topic; the default is every topic.
    pub fn of(mut self, topic: Topic) -> Self {
        self.file.topic = topic;
        self
    }

    /// Sets the time until which the page is valid; `None` sets no limit.
    pub fn until(mut self, until: Option<Timestamp>) -> Self {
        self.file.until = until;
        self
    }

    /// Allows the forms of the page to lead to these hosts as well, separated by spaces.
    pub fn leading_to(mut self, targets: &'static str) -> Self {
        self.file.targets = Targets(targets);
        self
    }

    /// Sets the status of the response.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.file.status = status;
        self
    }

    /// Renders the page.
    fn written(self) -> Result<File> {
        let html = self
            .template
            .render()
            .map_err(|error| anyhow::Error::new(error).context("rendering a page"))?;
        Ok(File { bytes: html.into(), ..self.file })
    }
}

/// Returns a weak entity tag of these bytes.
///
/// Weak, because the same page is sent with several content codings.
fn etag(bytes: &[u8]) -> HeaderValue {
    let digest = hex::encode(&Sha256::digest(bytes)[..12]);
    HeaderValue::try_from(format!("W/\"{digest}\""))
        .expect("hexadecimal digits are fit for a header")
}

/// Returns a line of plain text, for monitoring programs.
pub fn line(status: StatusCode, text: impl Into<String>) -> Response {
    (status, Extension(CachePolicy::Private), text.into()).into_response()
}

/// Returns an immutable response, for an address that depends on these bytes.
pub fn immutable(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind)], Extension(CachePolicy::Immutable), bytes).into_response()
}

/// Returns a private file that the browser saves under this name.
pub fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (Extension(CachePolicy::Private), headers, bytes).into_response()
}

/// Returns the value of `Retry-After`: whole seconds, rounded up, at least 1.
pub fn retry_after(wait: Duration) -> HeaderValue {
    HeaderValue::from(u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1))
}

/// Part of the menu to which a page belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The first page of the list of all articles.
    Front,
    /// The other pages of articles.
    Articles,
    /// The search page.
    Search,
    /// The house rules.
    HouseRules,
    /// Logging in.
    LogIn,
    /// The pages of the moderators.
    Moderation,
    /// The pages of the editors.
    Desk,
    /// None of the others.
    Elsewhere,
}

/// Layout around every page: header, menu and footer.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Name of the site.
    pub name: String,
    /// Current part of the menu.
    pub section: Section,
    /// Name of the member who is logged in.
    pub member: Option<String>,
    /// Avatar beside the name of the member.
    pub avatar: Option<Avatar>,
    /// Categories in the menu.
    pub menu: Arc<Menu>,
    /// Category to which the page belongs.
    pub category: Option<Slug>,
    /// Id of comments that wait for review, for members who may moderate.
    pub waiting: Option<String>,
    /// Tabs on the moderation pages.
    pub tabs: Option<TabRow>,
    /// True if the member who is logged in may write articles.
    pub writes: bool,
    /// True if the member who is logged in is an administrator.
    pub runs: bool,
    /// Branding of the site.
    pub branding: Arc<Branding>,
    /// Base URL of the site for readers, without a slash at the end.
    pub public_url: String,
}

impl Shell {
    /// Creates the layout for a member or an anonymous visitor.
    pub async fn new(app: &App, member: Option<&Account>, section: Section) -> Result<Self> {
        // The cached values must be current: a page may be cached with them.
        app.branding().await?;
        app.menu().await?;
        let mut shell = Self::plain(app, section);
        if let Some(account) = member {
            shell.member = Some(account.name.to_string());
            shell.avatar = Some(avatar(app, account).await?);
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

    /// Creates the layout of a moderation page from a number of waiting comments that is known.
    pub async fn for_staff(app: &App, account: &Account, waiting: i64) -> Result<Self> {
        let (member, waiting) = (Some(account.name.to_string()), Some(capped(waiting)));
        let runs = account.role == Role::Admin;
        Ok(Self {
            member,
            avatar: Some(avatar(app, account).await?),
            waiting,
            writes: account.role.may_write(),
            runs,
            ..Self::plain(app, Section::Moderation)
        })
    }

    /// Creates the layout for an anonymous visitor without querying the database.
    pub fn plain(app: &App, section: Section) -> Self {
        Self {
            name: app.name(),
            branding: app.last_branding(),
            runs: false,
            section,
            member: None,
            avatar: None,
            menu: app.last_menu(),
            category: None,
            waiting: None,
            tabs: None,
            writes: false,
            public_url: app.config.public_url.clone(),
        }
    }

    /// Sets the category of the page: the first of these that is in the menu.
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

    /// Returns the class of the `body` element.
    pub fn body_class(&self) -> Option<&'static str> {
        match self.section {
            Section::Front => Some("front-page"),
            Section::Moderation | Section::Desk => Some("staff"),
            _ => None,
        }
    }

    /// Returns whether this part of the menu is the current one.
    pub fn is_at(&self, section: Section) -> bool {
        self.section == section
    }

    /// Returns whether the page belongs to the moderators or editors and takes their style sheet.
    pub fn is_staff_page(&self) -> bool {
        matches!(self.section, Section::Moderation | Section::Desk)
    }

    /// Returns the two halves of the wordmark; a name other than the default has only the first.
    pub fn wordmark(&self) -> (&str, &str) {
        match self.name.as_str() {
            "Weerwoord" => self.name.split_at(4),
            other => (other, ""),
        }
    }

    /// Returns the addresses of the style sheets with the publisher's own typefaces and colours.
    pub fn branding_sheets(&self) -> Vec<String> {
        let typefaces = self.branding.typefaces.sheet().map(|name| asset(name).to_owned());
        typefaces.into_iter().chain(self.branding.colours_address()).collect()
    }

    /// Returns the address, width and height in pixels of the logo.
    pub fn logo(&self) -> Option<(String, i64, i64)> {
        let logo = self.branding.logo.as_ref()?;
        let size = logo.plain()?;
        Some((logo.address(size), size.width, size.height))
    }

    /// Returns the address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        asset(name)
    }
}

/// Returns the avatar beside the name of the member who is logged in.
async fn avatar(app: &App, account: &Account) -> Result<Avatar> {
    let avatar = app.store.avatar(account.id).await?;
    Ok(Avatar::of(Some(account.name.as_str()), avatar))
}

/// Formats a count for a tab; above 999 it is "999+".
pub fn capped(count: i64) -> String {
    if count > 999 { "999+".to_owned() } else { count.to_string() }
}
