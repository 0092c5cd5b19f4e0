-- The four sketches of a comment are one row. Two comments are near-duplicates if three of the four are equal, so that at least one
-- of the first two is: only these have an index. Sketches of before are hashed in another way, and were kept for a day.

DROP TABLE echoes;

CREATE TABLE echoes (
    comment_id BIGINT PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
    first BIGINT NOT NULL,
    second BIGINT NOT NULL,
    third BIGINT NOT NULL,
    fourth BIGINT NOT NULL,
    posted_at BIGINT NOT NULL
);

CREATE INDEX echoes_first ON echoes (first);
CREATE INDEX echoes_second ON echoes (second);
CREATE INDEX echoes_posted ON echoes (posted_at);
