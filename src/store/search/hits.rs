//! Results of a search.

use jiff::Timestamp;

use crate::markup::Html;

/// One page of hits, and their total number. The total is one above the limit if there are more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// Hits on this page.
    pub hits: Vec<T>,
    /// Total number of hits.
    pub total: i64,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { hits: Vec::new(), total: 0 }
    }
}

/// Comment found by a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundComment {
    /// Number of the comment.
    pub id: i64,
    /// Name of the author, or `None` if the account was deleted.
    pub author: Option<String>,
    /// Text of the comment.
    pub html: Html,
    /// Time at which it was posted.
    pub posted_at: Timestamp,
    /// Title of its article.
    pub article: String,
}

/// Article found by a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundArticle {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Name of the author; `None` for a page of a site.
    pub author: Option<String>,
    /// Address, if it is a page of a site.
    pub page_url: Option<String>,
    /// Introduction, if it is not the first paragraph.
    pub intro: Option<String>,
    /// Text of the article.
    pub html: Html,
    /// Time from which readers see it.
    pub published_at: Timestamp,
}
