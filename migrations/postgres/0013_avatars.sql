-- The picture beside a member's name, in the two sizes it stands in, both WebP. It is theirs, not the editors': it stands apart from
-- `pictures`, which holds none of people any more.

CREATE TABLE avatars (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id),
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    small BYTEA NOT NULL,
    large BYTEA NOT NULL
);

-- What is compressed already is not compressed again, and stands apart from what is read with every comment.
ALTER TABLE avatars ALTER COLUMN small SET STORAGE EXTERNAL;
ALTER TABLE avatars ALTER COLUMN large SET STORAGE EXTERNAL;

-- Its address names no account.
CREATE INDEX avatars_hash ON avatars (hash);
DROP INDEX "pictures.avatar";

CREATE TRIGGER avatar_changed AFTER INSERT OR UPDATE OR DELETE ON avatars FOR EACH ROW EXECUTE FUNCTION note_everything();
