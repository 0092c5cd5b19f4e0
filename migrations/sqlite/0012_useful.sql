-- Who found which comment useful: a member, or a browser by the hash of its cookie. The comment counts for itself.
ALTER TABLE comments ADD COLUMN useful INTEGER NOT NULL DEFAULT 0;

CREATE TABLE useful (
    comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    voter BLOB NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, voter)
) STRICT, WITHOUT ROWID;

CREATE INDEX useful_account ON useful (account_id) WHERE account_id IS NOT NULL;
-- Threads by how useful their first comment is; those that nobody marked stand in the order of their numbers.
CREATE INDEX comments_useful ON comments (article_id, useful DESC, ordinal) WHERE useful > 0;
