-- What the pictures of this board have in common is drawn from its secret; there is one row.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BYTEA NOT NULL
);

-- What came through the gate and what did not, by the hour: the microsecond at which it began.
CREATE TABLE tallies (
    hour BIGINT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('pictures', 'sounds', 'solved', 'failed', 'hasty', 'shown', 'held', 'alarm')),
    count BIGINT NOT NULL,
    PRIMARY KEY (hour, what)
);

-- Sketches of the texts of a day: what shares most of them says much the same.
CREATE TABLE echoes (
    comment_id BIGINT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    sketch BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    PRIMARY KEY (comment_id, sketch)
);

CREATE INDEX echoes_sketch ON echoes (sketch, posted_at);
CREATE INDEX echoes_posted ON echoes (posted_at);
