//! Pages for who writes the publication. Every handler here takes an `Editor`.

mod articles;
mod categories;
mod compare;
mod history;
mod keep;
mod numbers;
mod page;
mod pages;
pub(super) mod pictures;
mod write;

pub(super) use articles::articles;
pub(super) use categories::{add_category, categories, category, change_category};
pub(super) use history::{history, restore};
pub(super) use keep::{keep, keep_new};
pub(super) use numbers::numbers;
pub(super) use pages::{change_text, pages, text};
pub(super) use write::{add, blank, open, preview, save};

use crate::app::App;
use crate::error::Result;
use crate::web::page::{Section, Shell};
use crate::web::session::Editor;

/// The most bytes of a form with an article in it: the longest text, every sign of it escaped, and the rest of the fields.
const ARTICLE_FORM: usize = 2 * 1024 * 1024;

/// The rooms of the desk, as its menu has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Articles,
    Pictures,
    Categories,
    Pages,
    Numbers,
}

impl Room {
    const ALL: [Self; 5] = [Self::Articles, Self::Pictures, Self::Categories, Self::Pages, Self::Numbers];

    fn address(self) -> &'static str {
        match self {
            Self::Articles => "/desk",
            Self::Pictures => "/desk/pictures",
            Self::Categories => "/desk/categories",
            Self::Pages => "/desk/pages",
            Self::Numbers => "/desk/numbers",
        }
    }

    fn is(self, other: &Self) -> bool {
        self == *other
    }

    fn label(self) -> &'static str {
        match self {
            Self::Articles => "desk-articles",
            Self::Pictures => "pictures-heading",
            Self::Categories => "desk-categories",
            Self::Pages => "texts-heading",
            Self::Numbers => "numbers-heading",
        }
    }
}

/// The shell of a page of the desk.
async fn shell(app: &App, editor: &Editor) -> Result<Shell> {
    Shell::new(app, Some(&editor.account), Section::Desk).await
}
