-- What comments of one wave share: hashes of their words and of their first link, and the network they came from. What was posted
-- before has no hashes, and is like nothing.
ALTER TABLE comments ADD COLUMN text_key INTEGER;
ALTER TABLE comments ADD COLUMN link_key INTEGER;

-- Only what waits for a moderator is looked for.
CREATE INDEX comments_alike_text ON comments (text_key, id, held_for, judged_at) WHERE text_key IS NOT NULL AND judged_at IS NULL;
CREATE INDEX comments_alike_link ON comments (link_key, id, held_for, judged_at) WHERE link_key IS NOT NULL AND judged_at IS NULL;
CREATE INDEX comments_alike_network ON comments (network, posted_at, id, held_for, judged_at) WHERE network IS NOT NULL AND judged_at IS NULL;
