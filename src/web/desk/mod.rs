//! Pages for editors and administrators, under `/desk`.
//!
//! Every handler here takes an `Editor` or an `Admin`.

mod accounts;
mod autosave;
mod branding;
mod categories;
mod chart;
mod compare;
mod duplicate;
mod history;
pub(super) mod import;
mod invitations;
mod legal_facts;
mod link;
mod list;
mod log;
pub(super) mod login_providers;
mod mail;
mod navigation;
mod numbers;
pub(super) mod own_pages;
mod page;
pub(super) mod picker;
pub(super) mod pictures;
mod presence;
mod records;
mod scores;
pub(super) mod sites;
mod static_pages;
mod view_stats;
pub(super) mod webhooks;
mod weekly_stats;
mod write;

pub(crate) use weekly_stats::WEEKS;

pub(super) use accounts::{accounts, change_role, end_sessions};
pub(super) use autosave::{keep, keep_new};
pub(super) use branding::{branding, change_branding, change_picture};
pub(super) use categories::{add_category, categories, category, change_category};
pub(super) use duplicate::duplicate;
pub(super) use history::{history, restore};
pub(super) use invitations::{invitations, invite, invite_again, withdraw_invitation};
pub(super) use legal_facts::{change_legal_facts, legal_facts};
pub(super) use link::{link, make_link, withdraw_link};
pub(super) use list::articles;
pub(super) use log::log;
pub(super) use mail::{drop_mail, mail, retry_all_mail, retry_mail};
pub(super) use navigation::{change_navigation, navigation};
pub(super) use numbers::numbers;
pub(super) use presence::presence;
pub(super) use records::records;
pub(super) use scores::{change_threshold, scores};
pub(super) use static_pages::{change_static_page, static_page, static_pages};
pub(super) use write::{add, blank, open, preview, save};

use crate::account::Account;
use crate::app::App;
use crate::error::Result;
use crate::web::page::{Section, Shell};
use crate::web::session::Editor;

/// Largest size of a form with an article, in bytes.
///
/// It is enough for the longest text with every character escaped, and for the other fields.
const ARTICLE_FORM: usize = 2 * 1024 * 1024;

/// Sections of the editors' pages, in the order of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Articles,
    Pictures,
    Categories,
    Pages,
    Numbers,
    People,
    Mail,
    Settings,
    Sites,
    Webhooks,
    Import,
    Log,
}

impl Room {
    const ALL: [Self; 12] = [
        Self::Articles,
        Self::Pictures,
        Self::Categories,
        Self::Pages,
        Self::Numbers,
        Self::People,
        Self::Mail,
        Self::Settings,
        Self::Sites,
        Self::Webhooks,
        Self::Import,
        Self::Log,
    ];

    /// Returns whether only administrators have this section in their menu.
    fn is_for_admins(self) -> bool {
        matches!(
            self,
            Self::People
                | Self::Mail
                | Self::Settings
                | Self::Sites
                | Self::Webhooks
                | Self::Import
                | Self::Log
        )
    }

    fn address(self) -> &'static str {
        match self {
            Self::Articles => "/desk",
            Self::Pictures => "/desk/pictures",
            Self::Categories => "/desk/categories",
            Self::Pages => "/desk/pages",
            Self::Numbers => "/desk/numbers",
            Self::People => "/desk/people",
            Self::Mail => "/desk/mail",
            Self::Settings => "/desk/settings",
            Self::Sites => "/desk/sites",
            Self::Webhooks => "/desk/webhooks",
            Self::Import => "/desk/import",
            Self::Log => "/desk/log",
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
            Self::People => "people-heading",
            Self::Mail => "outgoing-heading",
            Self::Settings => "look-heading",
            Self::Sites => "sites-heading",
            Self::Webhooks => "webhook-heading",
            Self::Import => "import-desk-heading",
            Self::Log => "staff-log-heading",
        }
    }
}

/// Returns the layout data of a page for an editor.
async fn shell(app: &App, editor: &Editor) -> Result<Shell> {
    shell_of(app, &editor.account).await
}

/// Returns the layout data of a page for this account.
async fn shell_of(app: &App, account: &Account) -> Result<Shell> {
    Shell::new(app, Some(account), Section::Desk).await
}
