-- What the pictures of this board have in common is drawn from its secret; there is one row.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BYTEA NOT NULL
);
