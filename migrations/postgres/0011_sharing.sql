-- What readers and machines get besides the page: an address for everybody who signs articles, comments in the order of a feed, and how
-- often an article was shared.

-- Made of the name when somebody first signs an article, and theirs for ever.
ALTER TABLE accounts ADD COLUMN slug TEXT;
CREATE UNIQUE INDEX accounts_slug ON accounts (slug) WHERE slug IS NOT NULL;
CREATE INDEX articles_author ON articles (author_id, published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX comments_feed ON comments (article_id, id) WHERE state = 'visible';

DROP TRIGGER person_changed ON accounts;
CREATE TRIGGER person_changed AFTER UPDATE OF name, email, role, left_at, slug ON accounts
FOR EACH ROW EXECUTE FUNCTION note_everything();

CREATE TABLE shares (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    network TEXT NOT NULL CHECK (network IN ('linkedin', 'mastodon', 'bluesky', 'x', 'whatsapp', 'email')),
    count BIGINT NOT NULL,
    PRIMARY KEY (article_id, network)
);

-- Who shared what today, as a hash of browser, article, network and day: it counts once. Forgotten after two days.
CREATE TABLE share_marks (
    mark BYTEA PRIMARY KEY,
    made_at BIGINT NOT NULL
);

CREATE INDEX share_marks_made ON share_marks (made_at);
