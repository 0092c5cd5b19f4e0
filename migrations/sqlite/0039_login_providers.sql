-- Log-in with OpenID Connect: the providers, and which accounts their people have.

-- secret: encrypted. origins, scopes: separated by spaces. claim: empty if roles are not by claim, as are values of roles.
CREATE TABLE login_providers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret BLOB,
    scopes TEXT NOT NULL,
    origins TEXT NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    may_register INTEGER NOT NULL CHECK (may_register IN (0, 1)),
    trusts_factors INTEGER NOT NULL CHECK (trusts_factors IN (0, 1)),
    claim TEXT NOT NULL,
    moderator_value TEXT NOT NULL,
    editor_value TEXT NOT NULL,
    admin_value TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CHECK (is_on = 0 OR client_id <> '')
) STRICT;

-- A person at a provider is an issuer and a subject; a provider that is set up anew finds its people again.
CREATE TABLE login_identities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX login_identities_account ON login_identities (account_id);

-- The person who gets the account that a link makes.
ALTER TABLE tickets ADD COLUMN issuer TEXT;
ALTER TABLE tickets ADD COLUMN subject TEXT;

-- Tokens of sites that were used, until they expire.
CREATE TABLE site_tokens (
    mark BLOB PRIMARY KEY,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX site_tokens_ends ON site_tokens (ends_at);
