-- What was erased for ever, so that it is erased again from a backup that is restored. No name, address or text: of a comment and an
-- account the number and the time they came into being, of an address a hash with the secret of the installation.
CREATE TABLE erasures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'author', 'account', 'address')),
    subject TEXT NOT NULL,
    born_at INTEGER,
    -- The reason of a removed comment, and who erased its text.
    reason TEXT,
    made_by INTEGER,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX erasures_made ON erasures (made_at);

INSERT INTO erasures (kind, subject, born_at, reason, made_at)
    SELECT 'comment', CAST(id AS TEXT), posted_at, reason, expunged_at FROM comments WHERE expunged_at IS NOT NULL;
INSERT INTO erasures (kind, subject, born_at, made_at)
    SELECT 'account', CAST(id AS TEXT), made_at, left_at FROM accounts WHERE left_at IS NOT NULL;
