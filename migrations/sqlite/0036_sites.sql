-- Sites that the board stands under: a page of a site is an article with an address instead of a text.

-- accent_light, accent_dark: colours of links and buttons as "#0b5459"; those of the board without them.
CREATE TABLE sites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('nl', 'nl-formal', 'en')),
    accent_light TEXT,
    accent_dark TEXT,
    made_at INTEGER NOT NULL
) STRICT;

-- from_settings: it stands in the settings, and goes when it no longer does.
CREATE TABLE site_origins (
    origin TEXT PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    from_settings INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX site_origins_site ON site_origins (site_id);

-- A moderator with rows here decides about pages of these sites alone. A site with such moderators is not removed: without a row
-- they would decide about the whole board.
CREATE TABLE moderator_sites (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL REFERENCES sites (id),
    PRIMARY KEY (account_id, site_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX moderator_sites_site ON moderator_sites (site_id);

-- A page has no author. Only NOT NULL changes, so that the text of the table is enough
-- (https://www.sqlite.org/lang_altertable.html, section 7): no row is copied.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'author_id INTEGER NOT NULL REFERENCES accounts (id)', 'author_id INTEGER REFERENCES accounts (id)')
WHERE type = 'table' AND name = 'articles';
PRAGMA writable_schema = RESET;

-- page_url: address of the page as its site gave it. page_key: the same in the one spelling of src/text/address.rs.
ALTER TABLE articles ADD COLUMN site_id INTEGER REFERENCES sites (id);
ALTER TABLE articles ADD COLUMN page_url TEXT CHECK ((page_url IS NULL) = (site_id IS NULL));
ALTER TABLE articles ADD COLUMN page_key TEXT CHECK ((page_key IS NULL) = (site_id IS NULL)
    AND (site_id IS NOT NULL OR author_id IS NOT NULL));

CREATE UNIQUE INDEX articles_page ON articles (page_key) WHERE page_key IS NOT NULL;
CREATE INDEX articles_site ON articles (site_id, id DESC) WHERE site_id IS NOT NULL;

-- Lists of articles hold no pages.
CREATE INDEX articles_listed ON articles (published_at DESC, id DESC) WHERE published_at IS NOT NULL AND site_id IS NULL;

-- site_id: that of its article, written by the triggers below, so that a queue of one site is read from an index.
ALTER TABLE comments ADD COLUMN site_id INTEGER;

-- Cases of the moderators of a site, by queue; boards without sites have no rows in these indexes.
CREATE INDEX comments_site ON comments (site_id, id) WHERE site_id IS NOT NULL;
CREATE INDEX comments_site_review ON comments (site_id, urgency DESC, id)
    WHERE site_id IS NOT NULL AND judged_at IS NULL AND COALESCE(held_for, '') <> 'email';
CREATE INDEX comments_site_reported ON comments (site_id, urgency DESC, id) WHERE site_id IS NOT NULL AND open_reports > 0;
CREATE INDEX comments_site_held ON comments (site_id, urgency DESC, id) WHERE site_id IS NOT NULL AND state = 'held';
CREATE INDEX comments_site_removed ON comments (site_id, judged_at, id, reason)
    WHERE site_id IS NOT NULL AND state = 'removed' AND reason <> 'before-import';

CREATE TRIGGER comment_of_site AFTER INSERT ON comments
WHEN (SELECT site_id FROM articles WHERE id = new.article_id) IS NOT new.site_id BEGIN
    UPDATE comments SET site_id = (SELECT site_id FROM articles WHERE id = new.article_id) WHERE id = new.id;
END;

CREATE TRIGGER comments_of_page AFTER UPDATE OF site_id ON articles WHEN old.site_id IS NOT new.site_id BEGIN
    UPDATE comments SET site_id = new.site_id WHERE article_id = new.id;
END;
