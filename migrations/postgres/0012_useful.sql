-- Who found which comment useful: a member, or a browser by the hash of its cookie. The comment counts for itself.
ALTER TABLE comments ADD COLUMN useful BIGINT NOT NULL DEFAULT 0;

CREATE TABLE useful (
    comment_id BIGINT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    voter BYTEA NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (comment_id, voter)
);

CREATE INDEX useful_account ON useful (account_id) WHERE account_id IS NOT NULL;
-- Threads by how useful their first comment is; those that nobody marked stand in the order of their numbers.
CREATE INDEX comments_useful ON comments (article_id, useful DESC, ordinal) WHERE useful > 0;

CREATE TRIGGER comment_useful AFTER UPDATE OF useful ON comments FOR EACH ROW EXECUTE FUNCTION note_comment();
