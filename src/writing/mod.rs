//! Writing an article at the desk: what is kept of it, and whether readers see it. form.rs judges what an editor typed,
//! fields.rs what stands in one field, insertion.rs puts a picture in a text.

mod fields;
mod form;
mod insertion;

use jiff::{SignedDuration, Timestamp};

use crate::article::{Category, Comments, Manuscript, Slug};

pub use fields::{BODY_MAX, broken_pictures, category_named, pictures_are_there};
pub use form::{Desk, Fault, LEAD_MAX, SOCIAL_DESCRIPTION_MAX, SOCIAL_TITLE_MAX, Typed};
pub use insertion::with_picture;

/// Time for which somebody is taken to have an article open: three times as long as the script
/// waits before it says so again.
pub const PRESENT: SignedDuration = SignedDuration::from_mins(1);
/// The longest a link to a draft may last.
pub const DRAFT_LINK_LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Whether readers see an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not, and nobody said when.
    Draft,
    /// From a moment to come.
    Scheduled,
    /// They do.
    Published,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Scheduled, Self::Published];

    /// What an article is that appears at this moment.
    pub fn of(published: Option<Timestamp>, now: Timestamp) -> Self {
        match published {
            None => Self::Draft,
            Some(moment) if moment > now => Self::Scheduled,
            Some(_) => Self::Published,
        }
    }

    /// The code of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which button of the form was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Keep it, and let readers see what they saw.
    Save,
    /// Show what it will look like.
    Preview,
    /// Let readers see it now.
    Publish,
    /// Let readers see it from a moment on.
    Schedule,
    /// Take it away from readers.
    Unpublish,
}

impl Intent {
    /// The button with this code; pressing Enter saves.
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

/// An article as it is written: all that a version of it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The headline.
    pub title: String,
    /// The last part of its address.
    pub slug: Slug,
    /// Whose account signs it.
    pub author: i64,
    /// The introduction, when it is not the first paragraph.
    pub lead: Option<String>,
    /// Where it is filed, in this order.
    pub categories: Vec<Category>,
    /// The Markdown.
    pub body: String,
    /// From when on readers see it; `None` is a draft.
    pub published: Option<Timestamp>,
    /// The moment that stands in the form of a draft.
    pub planned: Option<Timestamp>,
    /// Whether it takes comments.
    pub comments: Comments,
    /// Whether only members comment.
    pub members_only: bool,
    /// The picture at its head, by number.
    pub picture: Option<i64>,
    /// What stands under that.
    pub caption: Option<String>,
    /// The title that social networks show, where it is another one.
    pub social_title: Option<String>,
    /// Their description of it, where that is not the introduction.
    pub social_description: Option<String>,
}

impl Piece {
    /// What a manuscript makes of an article that was this before; what a file cannot say stays.
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

    /// Whether nothing would change if this took the place of another.
    pub fn is_same(&self, other: &Self) -> bool {
        let slugs = |piece: &Self| {
            piece.categories.iter().map(|category| category.slug.clone()).collect::<Vec<_>>()
        };
        slugs(self) == slugs(other)
            && Self { categories: Vec::new(), ..self.clone() }
                == Self { categories: Vec::new(), ..other.clone() }
    }

    /// Whether readers see it.
    pub fn state(&self, now: Timestamp) -> State {
        State::of(self.published, now)
    }

    /// This with the words of another version: when and where readers see it stays.
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
