-- Sites that several administrators change, and the keys by which the board knows their users.

-- version: number of changes, by which a form recognises that somebody else saved in the meantime.
ALTER TABLE sites ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- Keys by which the board knows the users of sites. secret: encrypted. noted_at: when an administrator had written it down; until
-- then it is shown.
CREATE TABLE site_keys (
    site_id INTEGER PRIMARY KEY REFERENCES sites (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    noted_at INTEGER
) STRICT;
