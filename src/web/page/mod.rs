//! Responses: cache policies, the layout around every page, and the input of a request.
//!
//! Only `finalize` writes cache, content-security and language headers and turns an `Error` into a
//! page.

mod assets;
mod cache_address;
mod embed_params;
mod error_page;
mod field_errors;
mod file_upload;
mod finalize;
mod form_page;
mod gaps;
mod illustrate;
mod input;
mod labels;
mod layout;
mod logged_out;
mod mail_failure;
mod next_path;
mod page_cache;
mod pager;
mod problem;
mod rate_limit;
mod redirect;
mod renewal;
mod sent;
mod shell;
mod slash;
mod tabs;
mod teaser;
mod unsent;
mod unwritten;
mod upload;
mod views;

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub(super) use assets::serve as serve_asset;
pub use assets::{asset, static_file};
pub use embed_params::{EmbedParams, SITE_USER, title as one_line};
pub use field_errors::FieldErrors;
pub use file_upload::FileUpload;
pub(super) use finalize::finalize;
pub use form_page::{Field, FormPage};
pub use gaps::FilledPage;
pub use illustrate::{illustrated, static_text};
pub use input::{FORM_MAX, Form, Id, QueryParams, collect, is_of_another_system, parse_id};
pub use labels::labels;
pub use logged_out::{KeepForm, waiting_form};
pub use mail_failure::mail_failure;
pub use next_path::NextPath;
pub use page_cache::{Cacheable, PageCacheLayer};
pub use pager::Pager;
pub use problem::{EarlierDecision, PROBLEMS, Problem, ProblemDetails, is_api};
pub use rate_limit::{or_wait, spend, too_many_requests};
pub use redirect::{moved_from_old_address, moved_permanently, permanent, see_other};
pub use renewal::posting;
pub use shell::{Section, Shell, capped};
pub use tabs::TabRow;
pub(in crate::web) use teaser::{TeaserView, pictures_of};
pub use unsent::UnsentForm;
use unwritten::Unwritten;
pub use upload::{Upload, Uploaded, discard};

use crate::account::Account;
use crate::cache::invalidation::Topic;
use crate::error::Result;
use crate::locale::Lang;

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
    /// Redirect from an address of another system, the same for everybody; stored for an hour.
    ///
    /// Long enough for the visits that one link brings, short enough for an import that is undone
    /// and done again with other addresses.
    Moved,
}

/// Response extension of a file that pages of other sites may show.
#[derive(Clone, Copy, Debug)]
pub struct OnOtherSites;

/// Response extension: the site under whose pages a response stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnSite {
    /// Language of the site.
    pub lang: Lang,
    /// Origins of the site, separated by spaces; forms may lead there.
    pub origins: Arc<str>,
    /// True if pages of the site may show the response in a frame.
    pub framed: bool,
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
    site: Option<OnSite>,
    /// True if pages of other sites may show or run the file.
    on_other_sites: bool,
    /// Article of which the page is a view.
    viewed: Option<i64>,
    /// True if rendering costs no more than copying the bytes.
    is_filled: bool,
}

/// Hosts besides this one to which forms of a page may be sent or redirected.
///
/// Separated by spaces, as `form-action` of a `Content-Security-Policy` lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets(Cow<'static, str>);

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
            site: None,
            on_other_sites: false,
            viewed: None,
            is_filled: false,
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

    /// Lets pages of other sites show or run the file.
    pub fn on_other_sites(self) -> Self {
        Self { on_other_sites: true, ..self }
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
        let mut response =
            (self.status, policy, targets, etag, [(header::CONTENT_TYPE, self.kind)], self.bytes)
                .into_response();
        if self.on_other_sites {
            response.extensions_mut().insert(OnOtherSites);
        }
        response
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
    pub fn leading_to(mut self, targets: impl Into<Cow<'static, str>>) -> Self {
        self.file.targets = Targets(targets.into());
        self
    }

    /// Puts the page under those of a site.
    pub fn on(mut self, site: OnSite) -> Self {
        self.file.site = Some(site);
        self
    }

    /// Makes each request for the page a view of this article.
    ///
    /// Moderators and editors at work are no readers.
    pub fn viewing(mut self, article: i64, member: Option<&Account>) -> Self {
        let is_at_work = member.is_some_and(|account| account.role.may_moderate());
        self.file.viewed = (!is_at_work).then_some(article);
        self
    }

    /// Sets the status of the response.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.file.status = status;
        self
    }

    /// States that the page was rendered before, but for a few gaps.
    pub fn filled(mut self) -> Self {
        self.file.is_filled = true;
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

/// Returns JSON for one client, with an entity tag by which it can be compared.
pub fn private_json(bytes: Vec<u8>) -> Response {
    let tag = [(header::ETAG, etag(&bytes))];
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (Extension(CachePolicy::Private), kind, tag, bytes).into_response()
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
