-- Imports from other systems: what each run made, so that the same file makes nothing twice and a run can be undone, and where old
-- addresses lead to.

-- An imported comment may have a name and no address. Only a CHECK changes, so that the text of the table is enough
-- (https://www.sqlite.org/lang_altertable.html, section 7): no row is copied.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'CHECK ((name IS NULL) = (email IS NULL) AND (email IS NULL) = (email_key IS NULL))',
    'CHECK ((name IS NOT NULL OR email IS NULL) AND (email IS NULL) = (email_key IS NULL))')
WHERE type = 'table' AND name = 'comments';
PRAGMA writable_schema = RESET;

-- What was removed in the system it comes from is in no queue.
DROP INDEX comments_removed;
CREATE INDEX comments_removed ON comments (judged_at, id, reason) WHERE state = 'removed' AND reason <> 'before-import';

-- imported_useful: how many found it useful in the system it comes from; no row of the table useful belongs to them.
ALTER TABLE comments ADD COLUMN imported_useful INTEGER NOT NULL DEFAULT 0;

-- Boards of other systems, as "wxr old.example".
CREATE TABLE import_origins (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- report: counts in JSON.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin_id INTEGER NOT NULL REFERENCES import_origins (id),
    file TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    report TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;

CREATE INDEX imports_account ON imports (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE imported (
    origin_id INTEGER NOT NULL REFERENCES import_origins (id),
    kind TEXT NOT NULL CHECK (kind IN ('account', 'article', 'comment', 'page', 'picture')),
    old_key TEXT NOT NULL,
    new_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    PRIMARY KEY (origin_id, kind, old_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_new ON imported (kind, new_id);
CREATE INDEX imported_import ON imported (import_id);

-- path: with the query, in the one spelling of src/import/address.rs. host is empty if the file did not tell it.
CREATE TABLE old_addresses (
    path TEXT NOT NULL,
    host TEXT NOT NULL,
    article_id INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    page_id INTEGER REFERENCES static_pages (id) ON DELETE CASCADE,
    picture_id INTEGER REFERENCES pictures (id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    PRIMARY KEY (path, host),
    CHECK ((article_id IS NOT NULL) + (page_id IS NOT NULL) + (picture_id IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;

CREATE INDEX old_addresses_article ON old_addresses (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX old_addresses_page ON old_addresses (page_id) WHERE page_id IS NOT NULL;
CREATE INDEX old_addresses_picture ON old_addresses (picture_id) WHERE picture_id IS NOT NULL;
CREATE INDEX old_addresses_import ON old_addresses (import_id);
