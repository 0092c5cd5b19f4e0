-- Writing: every save of an article is a version; what an editor typed and did not save is kept apart; an address that an article had
-- leads to the one it has; comments close by themselves, or are for members.

-- planned_at: the moment that stands in the form of a draft. comments_days: so many days after it appeared an article takes no more.
ALTER TABLE articles ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE articles ADD COLUMN planned_at INTEGER;
ALTER TABLE articles ADD COLUMN comments_days INTEGER CHECK (comments_days > 0);
ALTER TABLE articles ADD COLUMN members_only INTEGER NOT NULL DEFAULT 0;

CREATE INDEX articles_edited ON articles (edited_at DESC, id DESC);

-- Every address an article has or had: no two articles ever share one.
CREATE TABLE article_slugs (
    slug TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX article_slugs_article ON article_slugs (article_id);

INSERT INTO article_slugs (slug, article_id) SELECT slug, id FROM articles;

-- Categories as lines, each an address and a name. made_by is nobody where the command line did it.
CREATE TABLE article_versions (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES accounts (id),
    lead TEXT,
    categories TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at INTEGER,
    planned_at INTEGER,
    comments_open INTEGER NOT NULL,
    comments_days INTEGER,
    members_only INTEGER NOT NULL,
    made_by INTEGER REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (article_id, number)
) STRICT;

INSERT INTO article_versions (article_id, number, title, slug, author_id, lead, categories, body, published_at, comments_open, members_only, made_at)
SELECT a.id, 1, a.title, a.slug, a.author_id, a.lead,
    COALESCE((SELECT string_agg(c.slug || ' ' || c.name, char(10) ORDER BY ac.position) FROM article_categories ac
        JOIN categories c ON c.id = ac.category_id WHERE ac.article_id = a.id), ''),
    a.body, a.published_at, a.comments_open, 0, a.edited_at FROM articles a;

-- What an editor typed and did not save yet, the fields as JSON. Article 0 is one that is not there yet.
CREATE TABLE article_drafts (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    typed TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, article_id)
) STRICT;

-- The addresses of categories that went into another.
CREATE TABLE merged_categories (
    slug TEXT PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES categories (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX merged_categories_category ON merged_categories (category_id);
