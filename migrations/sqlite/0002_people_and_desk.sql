-- People and the desk: links by mail, second factors, reports, appeals, bans, rules, and the mail that tells of them.

-- keys_on: single keys on the desk. digest: how often a moderator is told what waits. left_at: a scrubbed account whose past stays.
ALTER TABLE accounts ADD COLUMN keys_on INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN digest TEXT NOT NULL DEFAULT 'daily' CHECK (digest IN ('at-once', 'hourly', 'daily', 'off'));
ALTER TABLE accounts ADD COLUMN digest_at INTEGER;
ALTER TABLE accounts ADD COLUMN totp BLOB;
ALTER TABLE accounts ADD COLUMN totp_step INTEGER;
ALTER TABLE accounts ADD COLUMN left_at INTEGER;

-- half: the password was right, the second factor is still due.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN half INTEGER NOT NULL DEFAULT 0;

-- held_for: why readers do not see it yet, or why they did not. network is forgotten after 30 days.
ALTER TABLE comments ADD COLUMN held_for TEXT CHECK (held_for IN ('unreadable', 'email', 'approval', 'rule'));
ALTER TABLE comments ADD COLUMN network TEXT;
ALTER TABLE comments ADD COLUMN notify INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN open_reports INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN expunged_at INTEGER;

UPDATE comments SET held_for = 'unreadable' WHERE state = 'held';

DROP INDEX comments_parent;
DROP INDEX repeats_comment;
DROP INDEX articles_author;
DROP INDEX comments_review;
DROP INDEX comments_held;

-- What waits for the e-mail of its writer does not wait for a moderator.
CREATE INDEX comments_review ON comments (urgency DESC, id) WHERE judged_at IS NULL AND COALESCE(held_for, '') <> 'email';
CREATE INDEX comments_reported ON comments (urgency DESC, id) WHERE open_reports > 0;
CREATE INDEX comments_held ON comments (urgency DESC, id) WHERE state = 'held';
CREATE INDEX comments_network ON comments (posted_at) WHERE network IS NOT NULL;

-- How a decision came up.
ALTER TABLE decisions ADD COLUMN route TEXT NOT NULL DEFAULT 'own' CHECK (route IN ('own', 'report', 'rule', 'appeal'));
CREATE INDEX decisions_made ON decisions (made_at);

-- Addresses mail goes to: stop_key stops mail with one click, confirmed_at is when its owner pressed a button.
CREATE TABLE mailboxes (
    email_key TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    stop_key BLOB NOT NULL UNIQUE,
    confirmed_at INTEGER,
    asked_at INTEGER,
    answers_off INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Which browser proved which address.
CREATE TABLE proofs (
    browser BLOB NOT NULL,
    email_key TEXT NOT NULL,
    proved_at INTEGER NOT NULL,
    PRIMARY KEY (browser, email_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX proofs_proved ON proofs (proved_at);

CREATE TABLE bans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'network', 'member')),
    value TEXT,
    why TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    ends_at INTEGER,
    lifted_by INTEGER REFERENCES accounts (id),
    lifted_at INTEGER
) STRICT;

CREATE INDEX bans_value ON bans (kind, value) WHERE lifted_at IS NULL;

-- dropped_at: no longer in force; what it found stays explained.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('word', 'link', 'links')),
    pattern TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('hold', 'refuse')),
    made_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    dropped_at INTEGER
) STRICT;

CREATE TABLE findings (
    comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    rule_id INTEGER NOT NULL REFERENCES rules (id),
    found TEXT NOT NULL,
    PRIMARY KEY (comment_id, rule_id)
) STRICT, WITHOUT ROWID;

-- reporter: an account or a network, so that one person counts once; forgotten after 30 days. decision_id closed it.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL REFERENCES comments (id),
    reporter TEXT,
    account_id INTEGER REFERENCES accounts (id),
    reason TEXT NOT NULL CHECK (reason IN ('insult', 'self-promotion', 'spam', 'illegal', 'privacy', 'off-topic', 'duplicate')),
    explanation TEXT NOT NULL,
    name TEXT,
    email TEXT,
    made_at INTEGER NOT NULL,
    decision_id INTEGER REFERENCES decisions (id),
    UNIQUE (comment_id, reporter)
) STRICT;

CREATE INDEX reports_open ON reports (comment_id) WHERE decision_id IS NULL;
CREATE INDEX reports_decision ON reports (decision_id) WHERE decision_id IS NOT NULL;

-- Links by mail, by the hash of what stands in them.
CREATE TABLE tickets (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('register', 'email', 'reset', 'comment', 'address', 'appeal')),
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE,
    decision_id INTEGER REFERENCES decisions (id),
    report_id INTEGER REFERENCES reports (id),
    ban_id INTEGER REFERENCES bans (id),
    name TEXT,
    email TEXT,
    password TEXT,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tickets_ends ON tickets (ends_at);
CREATE INDEX tickets_account ON tickets (account_id) WHERE account_id IS NOT NULL;

-- One appeal a link: by the author of a removed comment, by who reported one that stays, or by who is banned.
CREATE TABLE appeals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket BLOB NOT NULL UNIQUE,
    decision_id INTEGER REFERENCES decisions (id),
    report_id INTEGER REFERENCES reports (id),
    ban_id INTEGER REFERENCES bans (id),
    email TEXT,
    text TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('granted', 'upheld')),
    answer TEXT,
    answered_by INTEGER REFERENCES accounts (id),
    answered_at INTEGER,
    CHECK ((decision_id IS NULL) <> (ban_id IS NULL)),
    CHECK ((outcome IS NULL) = (answered_at IS NULL))
) STRICT;

CREATE INDEX appeals_open ON appeals (id) WHERE outcome IS NULL;
CREATE INDEX appeals_decision ON appeals (decision_id) WHERE decision_id IS NOT NULL;

-- Who is looking at what, for five minutes.
CREATE TABLE claims (
    comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    PRIMARY KEY (account_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential BLOB NOT NULL UNIQUE,
    data TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX passkeys_account ON passkeys (account_id);

-- A passkey being made or asked for, by browser.
CREATE TABLE ceremonies (
    browser BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened that somebody may have to be told of, written with the deed itself; the worker makes mail of it.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX events_due ON events (due_at);

-- Mail to send. Once it is sent its text is erased; the row goes a month later.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    in_reply_to TEXT,
    unsubscribe TEXT,
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    given_up_at INTEGER
) STRICT;

CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_made ON outbox (made_at);
