-- Marks of transactions on PostgreSQL, each written in the transaction it stands for: when the answer to its COMMIT is lost, the mark
-- tells whether it was committed. A node counts its transactions. SQLite is inside the process, so no answer of it is lost.
CREATE TABLE committed_writes (
    node TEXT NOT NULL,
    number BIGINT NOT NULL,
    committed_at BIGINT NOT NULL DEFAULT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT),
    PRIMARY KEY (node, number)
);

CREATE INDEX committed_writes_at ON committed_writes (committed_at);
