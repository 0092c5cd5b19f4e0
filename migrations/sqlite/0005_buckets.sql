-- How often what was done, where several nodes share a database: a bucket is the moment at which it is full again.
-- The key is a hash with the secret of this board, so that no address stands here.
CREATE TABLE buckets (
    key BLOB PRIMARY KEY,
    full_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX buckets_full ON buckets (full_at);
