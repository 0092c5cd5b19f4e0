//! Editing of articles: content, versions and publication.
//!
//! The submodule `form` checks the whole form, `fields` its single fields; `insertion` inserts
//! pictures into a text; `example` is the article of a new board.

mod example;
mod fields;
mod form;
mod insertion;

use jiff::{SignedDuration, Timestamp};

use crate::article::{Category, Comments, Manuscript, Slug};

pub use example::example;
pub use fields::{
    BODY_MAX, broken_pictures, category_named, is_short_enough, keep, one_line, one_line_end,
    pictures_are_there, slug_of,
};
pub use form::{
    ArticleForm, FieldError, FormContext, LEAD_MAX, SOCIAL_DESCRIPTION_MAX, SOCIAL_TITLE_MAX,
};
pub use insertion::with_picture;

/// Time for which an editor counts as having an article open.
///
/// Three times the interval at which the script of the page reports it.
pub const PRESENT: SignedDuration = SignedDuration::from_mins(1);
/// Greatest lifetime of a link to a draft.
pub const DRAFT_LINK_LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Publication state of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not published and not scheduled.
    Draft,
    /// Published at a future time.
    Scheduled,
    /// Published.
    Published,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Scheduled, Self::Published];

    /// Returns the state of an article with this time of publication.
    pub fn of(published: Option<Timestamp>, now: Timestamp) -> Self {
        match published {
            None => Self::Draft,
            Some(moment) if moment > now => Self::Scheduled,
            Some(_) => Self::Published,
        }
    }

    /// Returns the stable code of the state, as in URLs and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
        }
    }

    /// Returns the state with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Button of the form that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Saves it without changing its publication state.
    Save,
    /// Shows a preview.
    Preview,
    /// Publishes it now.
    Publish,
    /// Publishes it at the given time.
    Schedule,
    /// Withdraws it from publication.
    Unpublish,
}

impl Intent {
    /// Returns the button with this code; an empty code (the Enter key) saves.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "" | "save" => Self::Save,
            "preview" => Self::Preview,
            "publish" => Self::Publish,
            "schedule" => Self::Schedule,
            "unpublish" => Self::Unpublish,
            _ => return None,
        })
    }
}

/// Content of an article, as each version stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleContent {
    /// Headline.
    pub title: String,
    /// Slug in its URL.
    pub slug: Slug,
    /// Account id of the author.
    pub author: i64,
    /// Introduction, if it is not the first paragraph.
    pub lead: Option<String>,
    /// Categories, in this order.
    pub categories: Vec<Category>,
    /// Text as Markdown.
    pub body: String,
    /// Time of publication; `None` for a draft.
    pub published: Option<Timestamp>,
    /// Planned time of publication in the form of a draft.
    pub planned: Option<Timestamp>,
    /// State of its comments.
    pub comments: Comments,
    /// True if only members may comment.
    pub members_only: bool,
    /// Row id of the picture at its head.
    pub picture: Option<i64>,
    /// Caption of that picture.
    pub caption: Option<String>,
    /// Title for social networks, if it differs from the headline.
    pub social_title: Option<String>,
    /// Description for social networks, if it differs from the introduction.
    pub social_description: Option<String>,
}

impl ArticleContent {
    /// Builds the content from a manuscript, keeping fields of `before` that a file does not have.
    pub fn of(text: &Manuscript, author: i64, before: Option<&Self>) -> Self {
        let comments = match (text.comments_open, before.map(|before| before.comments)) {
            (true, Some(Comments::ClosingAfter(days))) => Comments::ClosingAfter(days),
            (true, _) => Comments::Open,
            (false, _) => Comments::Closed,
        };
        Self {
            title: text.title.clone(),
            slug: before.map_or_else(|| text.slug.clone(), |before| before.slug.clone()),
            author,
            lead: text.lead.clone(),
            categories: text.categories.clone(),
            body: text.body.trim_end().to_owned(),
            published: text.published,
            planned: before.and_then(|before| before.planned).filter(|_| text.published.is_none()),
            comments,
            members_only: before.is_some_and(|before| before.members_only),
            picture: before.and_then(|before| before.picture),
            caption: before.and_then(|before| before.caption.clone()),
            social_title: before.and_then(|before| before.social_title.clone()),
            social_description: before.and_then(|before| before.social_description.clone()),
        }
    }

    /// Returns whether replacing this with `other` would change nothing.
    pub fn is_same(&self, other: &Self) -> bool {
        let slugs = |content: &Self| {
            content.categories.iter().map(|category| category.slug.clone()).collect::<Vec<_>>()
        };
        slugs(self) == slugs(other)
            && Self { categories: Vec::new(), ..self.clone() }
                == Self { categories: Vec::new(), ..other.clone() }
    }

    /// Returns the publication state.
    pub fn state(&self, now: Timestamp) -> State {
        State::of(self.published, now)
    }

    /// Returns this content with the text of an older version.
    ///
    /// Slug, author, publication and comment settings stay the same.
    pub fn with_words_of(&self, old: Self) -> Self {
        Self {
            title: old.title,
            lead: old.lead,
            categories: old.categories,
            body: old.body,
            picture: old.picture,
            caption: old.caption,
            social_title: old.social_title,
            social_description: old.social_description,
            ..self.clone()
        }
    }
}
