-- How often what was done, where several nodes share a database: a bucket is the moment at which it is full again.
-- The key is a hash with the secret of this board, so that no address stands here. After a crash all are full: cheaper than a log.
CREATE UNLOGGED TABLE buckets (
    key BYTEA PRIMARY KEY,
    full_at BIGINT NOT NULL
);

CREATE INDEX buckets_full ON buckets (full_at);
