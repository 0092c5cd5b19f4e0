-- Pages that editors made, with every version of each, what the menu and the footer show, and two more pictures of the branding.

CREATE TABLE static_pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- The version with the highest number is in force; its address is the one that the others lead to.
CREATE TABLE static_page_versions (
    page_id INTEGER NOT NULL REFERENCES static_pages (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT,
    body TEXT NOT NULL,
    published INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, number)
) STRICT;

-- Every address at which readers have found a page.
CREATE TABLE static_page_slugs (
    slug TEXT PRIMARY KEY,
    page_id INTEGER NOT NULL REFERENCES static_pages (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX static_page_slugs_page ON static_page_slugs (page_id);

-- Without a row of an area, it shows what the board ships.
CREATE TABLE navigation (
    area TEXT NOT NULL CHECK (area IN ('menu', 'footer')),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    category_id INTEGER REFERENCES categories (id) ON DELETE CASCADE,
    page_id INTEGER REFERENCES static_pages (id) ON DELETE CASCADE,
    label TEXT,
    url TEXT,
    PRIMARY KEY (area, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX navigation_category ON navigation (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX navigation_page ON navigation (page_id) WHERE page_id IS NOT NULL;

ALTER TABLE settings ADD COLUMN favicon INTEGER REFERENCES pictures (id);
ALTER TABLE settings ADD COLUMN social_picture INTEGER REFERENCES pictures (id);
