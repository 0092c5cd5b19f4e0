-- The board: people, articles, comments, and what moderators decided.
-- Times are microseconds since 1970 (UTC). Ids are never used twice: comments are cited by number for ever.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'editor', 'admin')),
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    token BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    opened_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_used ON sessions (used_at);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES accounts (id),
    lead TEXT,
    first_paragraph TEXT NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    words INTEGER NOT NULL,
    comments_open INTEGER NOT NULL,
    visible_comments INTEGER NOT NULL DEFAULT 0,
    published_at INTEGER,
    made_at INTEGER NOT NULL,
    edited_at INTEGER NOT NULL
) STRICT;

CREATE INDEX articles_newest ON articles (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX articles_author ON articles (author_id);

CREATE TABLE categories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE article_categories (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (article_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_categories_category ON article_categories (category_id, article_id);

-- A comment without name and account is a former commenter's. root_id is the comment its thread began with.
-- shown_at is when readers first saw it; what they never saw goes back to waiting when it is restored.
CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    parent_id INTEGER REFERENCES comments (id),
    root_id INTEGER REFERENCES comments (id),
    account_id INTEGER REFERENCES accounts (id),
    name TEXT,
    email TEXT,
    email_key TEXT,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'visible', 'removed')),
    reason TEXT CHECK (reason IN ('insult', 'self-promotion', 'spam', 'illegal', 'privacy', 'off-topic', 'duplicate')),
    version INTEGER NOT NULL DEFAULT 1,
    judged_at INTEGER,
    shown_at INTEGER,
    posted_at INTEGER NOT NULL,
    CHECK ((state = 'removed') = (reason IS NOT NULL)),
    CHECK (state <> 'visible' OR shown_at IS NOT NULL),
    CHECK ((parent_id IS NULL) = (root_id IS NULL)),
    CHECK ((name IS NULL) = (email IS NULL) AND (email IS NULL) = (email_key IS NULL)),
    CHECK (account_id IS NULL OR name IS NULL)
) STRICT;

CREATE INDEX comments_roots ON comments (article_id, id) WHERE root_id IS NULL;
CREATE INDEX comments_answers ON comments (root_id, id) WHERE root_id IS NOT NULL;
CREATE INDEX comments_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_account ON comments (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX comments_email ON comments (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX comments_review ON comments (state, id) WHERE judged_at IS NULL;
CREATE INDEX comments_held ON comments (id) WHERE state = 'held';
CREATE INDEX comments_removed ON comments (judged_at, id) WHERE state = 'removed';

-- Who sent what where in the last hour, so that sending it twice makes one comment.
CREATE TABLE repeats (
    fingerprint BLOB PRIMARY KEY,
    comment_id INTEGER NOT NULL REFERENCES comments (id),
    posted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX repeats_posted ON repeats (posted_at);
CREATE INDEX repeats_comment ON repeats (comment_id);

CREATE TABLE challenges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visitor BLOB NOT NULL,
    answer TEXT NOT NULL,
    solved INTEGER NOT NULL DEFAULT 0,
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX challenges_visitor ON challenges (visitor, id);
CREATE INDEX challenges_made ON challenges (made_at);

-- Append-only. version is the comment's after the decision: two people can't both decide about the same one.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL REFERENCES comments (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    decision TEXT NOT NULL CHECK (decision IN ('keep', 'remove', 'restore')),
    reason TEXT CHECK (reason IN ('insult', 'self-promotion', 'spam', 'illegal', 'privacy', 'off-topic', 'duplicate')),
    note TEXT,
    version INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (comment_id, version),
    CHECK ((decision = 'remove') = (reason IS NOT NULL))
) STRICT;

CREATE INDEX decisions_account ON decisions (account_id, id);

CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;

CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
