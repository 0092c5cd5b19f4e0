-- Pictures, the board's own texts as an editor changed them, and how the board looks.
-- A picture is kept as it is sent: made anew, in a few sizes. The bytes stand last, so that the rest is read without them.

CREATE TABLE pictures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('article', 'logo', 'avatar')),
    alt TEXT NOT NULL,
    hash TEXT NOT NULL,
    origin TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "pictures.origin" ON pictures (origin) WHERE purpose = 'article';
CREATE INDEX pictures_library ON pictures (id) WHERE purpose = 'article';
CREATE UNIQUE INDEX "pictures.avatar" ON pictures (made_by) WHERE purpose = 'avatar';

CREATE TABLE picture_files (
    picture_id INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    width INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('webp', 'jpg', 'png')),
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (picture_id, width, kind)
) STRICT;

ALTER TABLE articles ADD COLUMN lead_picture INTEGER REFERENCES pictures (id);
ALTER TABLE articles ADD COLUMN lead_caption TEXT;
CREATE INDEX articles_picture ON articles (lead_picture) WHERE lead_picture IS NOT NULL;

-- What a version names may be gone by the time it is put back.
ALTER TABLE article_versions ADD COLUMN lead_picture INTEGER;
ALTER TABLE article_versions ADD COLUMN lead_caption TEXT;

-- What was written in a week.
CREATE INDEX comments_posted ON comments (posted_at);

-- Every version of a text that was ever in force; without any, the text that the board ships is.
CREATE TABLE text_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL CHECK (text IN ('terms', 'privacy', 'house-rules')),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "text_versions.version" ON text_versions (text, version);

-- One row. What is NULL is as the board ships it.
CREATE TABLE settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    name TEXT,
    accent_light TEXT,
    accent_dark TEXT,
    logo INTEGER REFERENCES pictures (id),
    footer TEXT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL
) STRICT;
