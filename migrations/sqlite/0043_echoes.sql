-- The four sketches of a comment are one row. Two comments are near-duplicates if three of the four are equal, so that at least one
-- of the first two is: only these have an index. Sketches of before are hashed in another way, and were kept for a day.

DROP TABLE echoes;

CREATE TABLE echoes (
    comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    second INTEGER NOT NULL,
    third INTEGER NOT NULL,
    fourth INTEGER NOT NULL,
    posted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX echoes_first ON echoes (first);
CREATE INDEX echoes_second ON echoes (second);
CREATE INDEX echoes_posted ON echoes (posted_at);
