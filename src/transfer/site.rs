//! Contents of an export around the articles: static pages, settings, menu and footer.

use super::field::{flag, moment, named, plain};
use super::kinds::Kind;

/// Versions of the pages that every site has.
pub(super) const TEXT: Kind = Kind {
    name: "text",
    table: "text_versions",
    fields: &[
        plain("id"),
        plain("text"),
        plain("version"),
        plain("body"),
        named("account_id", "account"),
        moment("made_at"),
    ],
    left_out: &[],
};

/// Branding.
pub(super) const SETTINGS: Kind = Kind {
    name: "settings",
    table: "settings",
    fields: &[
        plain("name"),
        plain("accent_light"),
        plain("accent_dark"),
        plain("tagline"),
        plain("typefaces"),
        plain("front"),
        plain("logo"),
        plain("favicon"),
        plain("social_picture"),
        plain("footer"),
        plain("mail_greeting"),
        plain("mail_closing"),
        plain("legal_facts"),
        plain("score_threshold"),
        named("account_id", "account"),
        moment("made_at"),
    ],
    left_out: &["id", "version"],
};

/// Sites that the board stands under.
pub(super) const SITE: Kind = Kind {
    name: "site",
    table: "sites",
    fields: &[
        plain("id"),
        plain("name"),
        plain("lang"),
        plain("accent_light"),
        plain("accent_dark"),
        moment("made_at"),
    ],
    left_out: &["version"],
};

/// Origins of sites.
pub(super) const SITE_ORIGIN: Kind = Kind {
    name: "site_origin",
    table: "site_origins",
    fields: &[plain("origin"), named("site_id", "site")],
    left_out: &["from_settings"],
};

/// Moderators who decide about pages of some sites alone.
pub(super) const MODERATOR_SITE: Kind = Kind {
    name: "moderator_site",
    table: "moderator_sites",
    fields: &[named("account_id", "account"), named("site_id", "site")],
    left_out: &[],
};

/// Own pages.
pub(super) const PAGE: Kind = Kind {
    name: "page",
    table: "static_pages",
    fields: &[plain("id"), plain("version"), moment("made_at")],
    left_out: &[],
};

/// Versions of own pages.
pub(super) const PAGE_VERSION: Kind = Kind {
    name: "page_version",
    table: "static_page_versions",
    fields: &[
        named("page_id", "page"),
        plain("number"),
        plain("title"),
        plain("slug"),
        plain("description"),
        plain("body"),
        flag("published"),
        plain("made_by"),
        moment("made_at"),
    ],
    left_out: &[],
};

/// Addresses of own pages.
pub(super) const PAGE_SLUG: Kind = Kind {
    name: "page_slug",
    table: "static_page_slugs",
    fields: &[plain("slug"), named("page_id", "page")],
    left_out: &[],
};

/// Entries of the menu and the footer.
pub(super) const NAVIGATION: Kind = Kind {
    name: "navigation",
    table: "navigation",
    fields: &[
        plain("area"),
        plain("position"),
        plain("kind"),
        named("category_id", "category"),
        named("page_id", "page"),
        plain("label"),
        plain("url"),
    ],
    left_out: &[],
};
