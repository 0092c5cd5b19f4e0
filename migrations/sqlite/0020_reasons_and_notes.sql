-- Reasons of removals and reports are codes of the board (src/comment/why.rs) and stand in no table, so that a new one needs no migration.
-- `weerwoord check` finds a code that it does not know.

-- Only CHECKs go, so that the text of each table is enough (https://www.sqlite.org/lang_altertable.html, section 7): no row is copied.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (reason IN (''insult'', ''self-promotion'', ''spam'', ''illegal'', ''privacy'', ''off-topic'', ''duplicate''))', '')
WHERE type = 'table' AND name IN ('comments', 'decisions', 'reports');
PRAGMA writable_schema = RESET;

-- Notes of moderators for each other: about a case, or about the person who wrote the comment. The new table makes other connections
-- read what was changed above.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    about TEXT NOT NULL CHECK (about IN ('case', 'person')),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_comment ON notes (comment_id, about);

-- held_by: what held a comment that no filter of the moderators did.
ALTER TABLE comments ADD COLUMN held_by TEXT;

-- Who else wrote from a network.
CREATE INDEX comments_of_network ON comments (network) WHERE network IS NOT NULL;
