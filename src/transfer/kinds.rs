//! What an export tells, field by field, and what it keeps to itself. `docs/export.md` explains each; a test holds the two
//! together, and fails for a column or a table that nobody decided about.

/// One kind of line.
#[derive(Debug)]
pub struct Kind {
    /// The `type` of its lines.
    pub name: &'static str,
    /// The table its rows are in.
    pub table: &'static str,
    /// The fields, in their order.
    pub fields: &'static [Field],
    /// The columns that stay out: secrets, and what follows from other fields.
    pub left_out: &'static [&'static str],
}

/// One field of a line.
#[derive(Debug)]
pub struct Field {
    /// The column it is read from.
    pub column: &'static str,
    /// What the line calls it.
    pub name: &'static str,
    pub(super) written: Written,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    AsItIs,
    YesOrNo,
    /// Microseconds, as a moment: "2026-11-20T08:12:00Z".
    Moment,
}

const fn plain(name: &'static str) -> Field {
    Field { column: name, name, written: Written::AsItIs }
}

/// What points to a row of another kind is called after what it points to.
const fn named(column: &'static str, name: &'static str) -> Field {
    Field { column, name, written: Written::AsItIs }
}

const fn flag(name: &'static str) -> Field {
    Field { column: name, name, written: Written::YesOrNo }
}

const fn moment(name: &'static str) -> Field {
    Field { column: name, name, written: Written::Moment }
}

/// Every kind, in the order of the file: what a line points to came before it.
pub const KINDS: [Kind; 23] = [
    Kind {
        name: "account",
        table: "accounts",
        fields: &[
            plain("id"),
            plain("name"),
            plain("email"),
            plain("role"),
            plain("slug"),
            flag("keys_on"),
            plain("digest"),
            moment("made_at"),
            moment("left_at"),
        ],
        left_out: &["name_key", "email_key", "password", "digest_at", "totp", "totp_step"],
    },
    Kind {
        name: "category",
        table: "categories",
        fields: &[plain("id"), plain("slug"), plain("name")],
        left_out: &[],
    },
    Kind {
        name: "picture",
        table: "pictures",
        fields: &[
            plain("id"),
            plain("purpose"),
            plain("alt"),
            plain("caption"),
            plain("hash"),
            named("made_by", "account"),
            moment("made_at"),
        ],
        left_out: &["origin"],
    },
    Kind {
        name: "picture_file",
        table: "picture_files",
        fields: &[
            named("picture_id", "picture"),
            plain("width"),
            plain("kind"),
            plain("height"),
            plain("bytes"),
        ],
        left_out: &[],
    },
    Kind {
        name: "article",
        table: "articles",
        fields: &[
            plain("id"),
            plain("slug"),
            plain("title"),
            named("author_id", "author"),
            plain("lead"),
            plain("body"),
            plain("html"),
            flag("comments_open"),
            plain("comments_days"),
            flag("members_only"),
            moment("published_at"),
            moment("planned_at"),
            moment("made_at"),
            moment("edited_at"),
            plain("lead_picture"),
            plain("lead_caption"),
            plain("social_title"),
            plain("social_description"),
        ],
        left_out: &["first_paragraph", "words", "visible_comments", "threads", "version"],
    },
    Kind {
        name: "article_category",
        table: "article_categories",
        fields: &[
            named("article_id", "article"),
            named("category_id", "category"),
            plain("position"),
        ],
        left_out: &[],
    },
    Kind {
        name: "article_slug",
        table: "article_slugs",
        fields: &[plain("slug"), named("article_id", "article")],
        left_out: &[],
    },
    Kind {
        name: "article_version",
        table: "article_versions",
        fields: &[
            named("article_id", "article"),
            plain("number"),
            plain("title"),
            plain("slug"),
            named("author_id", "author"),
            plain("lead"),
            plain("categories"),
            plain("body"),
            flag("comments_open"),
            plain("comments_days"),
            flag("members_only"),
            moment("published_at"),
            moment("planned_at"),
            plain("made_by"),
            moment("made_at"),
            plain("lead_picture"),
            plain("lead_caption"),
            plain("social_title"),
            plain("social_description"),
        ],
        left_out: &[],
    },
    Kind {
        name: "category_slug",
        table: "merged_categories",
        fields: &[plain("slug"), named("category_id", "category")],
        left_out: &[],
    },
    Kind {
        name: "comment",
        table: "comments",
        fields: &[
            plain("id"),
            named("article_id", "article"),
            named("parent_id", "answers"),
            named("account_id", "account"),
            plain("name"),
            plain("email"),
            plain("body"),
            plain("html"),
            plain("state"),
            plain("reason"),
            plain("held_for"),
            plain("held_by"),
            flag("proved"),
            flag("notify"),
            moment("posted_at"),
            moment("shown_at"),
            moment("judged_at"),
            moment("expunged_at"),
            moment("featured_at"),
            plain("useful"),
        ],
        left_out: &[
            "root_id",
            "email_key",
            "version",
            "network",
            "browser",
            "open_reports",
            "reports",
            "urgency",
            "ordinal",
            "text_key",
            "link_key",
        ],
    },
    Kind {
        name: "decision",
        table: "decisions",
        fields: &[
            plain("id"),
            named("comment_id", "comment"),
            named("account_id", "account"),
            plain("decision"),
            plain("reason"),
            plain("note"),
            plain("route"),
            moment("made_at"),
        ],
        left_out: &["version", "action_id", "undoes_id"],
    },
    Kind {
        name: "mailbox",
        table: "mailboxes",
        fields: &[
            plain("email"),
            moment("confirmed_at"),
            flag("answers_off"),
            flag("mentions_off"),
        ],
        left_out: &["email_key", "stop_key", "asked_at"],
    },
    Kind {
        name: "follow",
        table: "follows",
        fields: &[
            named("article_id", "article"),
            named("email_key", "email"),
            moment("made_at"),
            moment("stopped_at"),
        ],
        left_out: &["from_at", "told_at"],
    },
    Kind {
        name: "ban",
        table: "bans",
        fields: &[
            plain("id"),
            plain("kind"),
            plain("value"),
            flag("proved"),
            plain("why"),
            plain("made_by"),
            moment("made_at"),
            moment("ends_at"),
            plain("lifted_by"),
            moment("lifted_at"),
        ],
        left_out: &["decision_id"],
    },
    Kind {
        name: "note",
        table: "notes",
        fields: &[
            plain("id"),
            named("comment_id", "comment"),
            plain("about"),
            named("account_id", "account"),
            plain("body"),
            moment("made_at"),
        ],
        left_out: &[],
    },
    Kind {
        name: "rule",
        table: "rules",
        fields: &[
            plain("id"),
            plain("kind"),
            plain("pattern"),
            plain("action"),
            plain("made_by"),
            moment("made_at"),
            moment("dropped_at"),
        ],
        left_out: &[],
    },
    Kind {
        name: "finding",
        table: "findings",
        fields: &[named("comment_id", "comment"), named("rule_id", "rule"), plain("found")],
        left_out: &[],
    },
    Kind {
        name: "report",
        table: "reports",
        fields: &[
            plain("id"),
            named("comment_id", "comment"),
            named("account_id", "account"),
            plain("reason"),
            plain("explanation"),
            plain("name"),
            plain("email"),
            moment("made_at"),
            named("decision_id", "decision"),
        ],
        left_out: &["reporter"],
    },
    Kind {
        name: "appeal",
        table: "appeals",
        fields: &[
            plain("id"),
            named("decision_id", "decision"),
            named("report_id", "report"),
            named("ban_id", "ban"),
            plain("email"),
            plain("text"),
            moment("made_at"),
            plain("outcome"),
            plain("answer"),
            plain("answered_by"),
            moment("answered_at"),
        ],
        left_out: &["ticket"],
    },
    Kind {
        name: "share",
        table: "shares",
        fields: &[named("article_id", "article"), plain("network"), plain("count")],
        left_out: &[],
    },
    Kind {
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
    },
    Kind {
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
            plain("footer"),
            named("account_id", "account"),
            moment("made_at"),
        ],
        left_out: &["id", "version"],
    },
    Kind {
        name: "avatar",
        table: "avatars",
        fields: &[
            named("account_id", "account"),
            plain("hash"),
            moment("made_at"),
            plain("small"),
            plain("large"),
        ],
        left_out: &[],
    },
];

/// The tables an export keeps to itself: they hold secrets, what is still on its way, what runs out by itself, or who
/// liked what, or prove what this database alone holds.
pub const NOT_EXPORTED: [&str; 25] = [
    "sessions",
    "repeats",
    "challenges",
    "proofs",
    "tickets",
    "claims",
    "recovery_codes",
    "passkeys",
    "ceremonies",
    "unsent_forms",
    "events",
    "outbox",
    "installation",
    "tallies",
    "echoes",
    "useful",
    "article_drafts",
    "draft_links",
    "article_presence",
    "share_marks",
    "known_browsers",
    "staff_log",
    "decision_seals",
    "decision_chain",
    "outdated",
];
