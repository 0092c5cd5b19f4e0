-- What editors add to an article: other words for social networks, a caption that a picture brings along, a link to a draft for a
-- colleague, and who has an article open.

ALTER TABLE articles ADD COLUMN social_title TEXT;
ALTER TABLE articles ADD COLUMN social_description TEXT;
ALTER TABLE article_versions ADD COLUMN social_title TEXT;
ALTER TABLE article_versions ADD COLUMN social_description TEXT;

-- What stands under a picture where its article says nothing else.
ALTER TABLE pictures ADD COLUMN caption TEXT;

-- One link an article, of which only the hash is known.
CREATE TABLE draft_links (
    article_id BIGINT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    hash BYTEA NOT NULL,
    made_by BIGINT NOT NULL REFERENCES accounts (id),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX draft_links_hash ON draft_links (hash);
CREATE INDEX draft_links_account ON draft_links (made_by);

-- Who had an article open in the editor, and when that was last seen: for a minute.
CREATE TABLE article_presence (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (article_id, account_id)
);
CREATE INDEX article_presence_account ON article_presence (account_id);
CREATE INDEX article_presence_seen ON article_presence (seen_at);

-- A picture or a link to a video that is alone in its paragraph is a figure now.
INSERT INTO outdated (what, up_to) SELECT 'article', MAX(id) FROM articles HAVING COUNT(*) > 0
    ON CONFLICT (what) DO UPDATE SET up_to = excluded.up_to;
