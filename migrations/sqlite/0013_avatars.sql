-- The picture beside a member's name, in the two sizes it stands in, both WebP. The bytes stand last, so that the rest is read without
-- them. It is theirs, not the editors': it stands apart from `pictures`, which holds none of people any more.

CREATE TABLE avatars (
    account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
    hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    small BLOB NOT NULL,
    large BLOB NOT NULL
) STRICT;

-- Its address names no account.
CREATE INDEX avatars_hash ON avatars (hash);
DROP INDEX "pictures.avatar";
