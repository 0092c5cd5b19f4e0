-- What the pictures of this board have in common is drawn from its secret; there is one row.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL
) STRICT;

-- What came through the gate and what did not, by the hour: the microsecond at which it began.
CREATE TABLE tallies (
    hour INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('pictures', 'sounds', 'solved', 'failed', 'hasty', 'shown', 'held', 'alarm')),
    count INTEGER NOT NULL,
    PRIMARY KEY (hour, what)
) STRICT, WITHOUT ROWID;

-- Sketches of the texts of a day: what shares most of them says much the same.
CREATE TABLE echoes (
    comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    sketch INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, sketch)
) STRICT, WITHOUT ROWID;

CREATE INDEX echoes_sketch ON echoes (sketch, posted_at);
CREATE INDEX echoes_posted ON echoes (posted_at);
