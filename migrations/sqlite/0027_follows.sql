-- Who follows the discussion of an article by mail. What readers saw after from_at, until told_at, is mailed or about to be; what they
-- see later is not yet. A row that was stopped stays for a while, so that stopping can be undone by the same link.
CREATE TABLE follows (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    stopped_at INTEGER,
    PRIMARY KEY (article_id, email_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX follows_email ON follows (email_key);
CREATE INDEX follows_stopped ON follows (stopped_at) WHERE stopped_at IS NOT NULL;
CREATE INDEX follows_due ON follows (told_at) WHERE stopped_at IS NULL;

-- What a follower has not been told of yet.
CREATE INDEX comments_shown ON comments (article_id, shown_at) WHERE state = 'visible';

-- Mail to people who are named in a comment is stopped apart from mail about answers.
ALTER TABLE mailboxes ADD COLUMN mentions_off INTEGER NOT NULL DEFAULT 0;

-- A link by mail confirms that its receiver wants to follow an article. Only a CHECK goes, so that the text of the table is enough
-- (https://www.sqlite.org/lang_altertable.html, section 7); the new column makes other connections read it.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (purpose IN (''register'', ''email'', ''reset'', ''comment'', ''address'', ''appeal''))', '')
WHERE type = 'table' AND name = 'tickets';
PRAGMA writable_schema = RESET;
ALTER TABLE tickets ADD COLUMN article_id INTEGER REFERENCES articles (id) ON DELETE CASCADE;
