//! Report of an import.

use serde::{Deserialize, Serialize};
use url::Url;

use super::ImportOptions;
use super::convert::Converted;
use crate::error::Result;
use crate::import::Format;
use crate::import::record::Reason;
use crate::store::imports::{PlannedCounts, StagedList, Staging};
use crate::text::address::Canonical;

/// Report of an import, or of what it would do.
#[derive(Debug)]
pub struct Report {
    /// Format of the file.
    pub format: Format,
    /// Name of its origin: the format and the host.
    pub origin: String,
    /// Number of the run; `None` in a dry run, or if there was nothing new.
    pub run: Option<i64>,
    /// Counts.
    pub counts: Counts,
    /// Address of the old site.
    pub(super) site: Option<String>,
    /// Name of the old site.
    pub(super) site_name: Option<String>,
    pub(super) staging: Option<Staging>,
}

/// Counts of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records in the file.
    pub read: Read,
    /// Rows that are made.
    pub made: Made,
    /// Records that an earlier import made.
    pub there: There,
    /// Records that do not come along, by the code of the reason.
    pub left_out: Vec<(String, i64)>,
    /// Notices by their code.
    pub notices: Vec<(String, i64)>,
}

/// Records in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Threads with an article or page.
    pub articles: u64,
    /// Threads with an address only.
    pub threads: u64,
    /// Comments.
    pub comments: u64,
    /// People with an account.
    pub people: u64,
}

/// Rows that are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Articles.
    pub articles: u64,
    /// Own pages.
    pub pages: u64,
    /// Pages of sites.
    #[serde(default)]
    pub site_pages: u64,
    /// Visible comments.
    pub visible: u64,
    /// Held comments.
    pub held: u64,
    /// Tombstones.
    pub tombstones: u64,
    /// Accounts.
    pub accounts: u64,
    /// Pictures.
    pub pictures: u64,
}

/// Records that an earlier import made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct There {
    /// Articles and pages.
    pub articles: u64,
    /// Comments.
    pub comments: u64,
}

/// Line of a list of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Kind and key of the record, as "comment 12".
    pub what: String,
    /// Detail, such as a name or an address.
    pub detail: String,
}

impl Report {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            origin: String::new(),
            run: None,
            counts: Counts::default(),
            site: None,
            site_name: None,
            staging: None,
        }
    }

    /// Takes a converted record into the staging database.
    pub(super) async fn take(&mut self, staging: &mut Staging, record: Converted) -> Result<()> {
        let read = &mut self.counts.read;
        match record {
            Converted::Site(site) => {
                self.site = self.site.take().or(site.address);
                self.site_name = self.site_name.take().or(site.name);
            }
            Converted::Person { key, name, email } => {
                read.people += 1;
                staging.add_person(&key, name.as_deref(), email.as_ref()).await?;
            }
            Converted::Thread(thread) => {
                if thread.article.is_some() {
                    read.articles += 1;
                } else {
                    read.threads += 1;
                }
                if !staging.add_thread(&thread).await? {
                    let what = format!("article {}", thread.key);
                    staging.leave_out(&what, Reason::SameKey.code()).await?;
                }
            }
            Converted::Comment(comment) => {
                read.comments += 1;
                if !staging.add_comment(&comment).await? {
                    let what = format!("comment {}", comment.key);
                    staging.leave_out(&what, Reason::SameKey.code()).await?;
                }
            }
            Converted::Picture(picture) => staging.add_picture(&picture).await?,
            Converted::LeftOut(left_out) => {
                if left_out.what.starts_with("comment ") {
                    read.comments += 1;
                }
                staging.leave_out(&left_out.what, left_out.reason.code()).await?;
            }
            Converted::Notice(notice) => {
                staging.note(&notice.what, notice.about.code(), &notice.detail).await?;
            }
        }
        Ok(())
    }

    /// Returns the address of the old site: the one that a person named, or that of the file.
    pub(super) fn base(&self, options: &ImportOptions) -> Option<Url> {
        let of_file = || self.site.as_deref().and_then(|site| Url::parse(site).ok());
        options.read.base.clone().or_else(of_file)
    }

    /// Returns the name of the origin: the format and the host of the old site.
    pub(super) async fn origin(&self, staging: &mut Staging) -> Result<String> {
        let site = self.site.as_deref().and_then(|site| Canonical::parse(site, None));
        let host = match site.map(|site| site.host).filter(|host| !host.is_empty()) {
            Some(host) => host,
            None => staging.most_frequent_host().await?.unwrap_or_default(),
        };
        Ok(format!("{} {host}", self.format.code()).trim_end().to_owned())
    }

    /// Counts what the plan makes.
    pub(super) async fn count(&mut self, staging: &mut Staging) -> Result<()> {
        self.counts.made = staging.planned().await?.into();
        self.counts.left_out = staging.left_out().await?;
        self.counts.notices = staging.notices().await?;
        Ok(())
    }

    /// Returns whether the import makes nothing.
    pub fn is_nothing_new(&self) -> bool {
        self.counts.made == Made::default()
    }

    /// Returns up to `limit` lines of a list, after a position, each with its position.
    pub async fn lines(
        &mut self,
        list: StagedList,
        code: &str,
        after: i64,
        limit: i64,
    ) -> Result<Vec<(i64, Line)>> {
        let Some(staging) = &mut self.staging else { return Ok(Vec::new()) };
        let lines = staging.lines(list, code, after, limit).await?;
        Ok(lines.into_iter().map(|(at, what, detail)| (at, Line { what, detail })).collect())
    }
}

impl From<PlannedCounts> for Made {
    fn from(planned: PlannedCounts) -> Self {
        let count = i64::unsigned_abs;
        Self {
            articles: count(planned.articles),
            pages: count(planned.pages),
            site_pages: count(planned.site_pages),
            visible: count(planned.visible),
            held: count(planned.held),
            tombstones: count(planned.tombstones),
            accounts: count(planned.accounts),
            pictures: count(planned.pictures),
        }
    }
}
