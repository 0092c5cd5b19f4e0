-- Tokens by which programs use the API on behalf of an account. Only the hash of a token is stored.

-- scopes: codes, separated by spaces. used_at: to about a quarter of an hour.
CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX api_tokens_account ON api_tokens (account_id);
