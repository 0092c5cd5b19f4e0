-- Browsers that logged in before, and what staff did with accounts and settings.

-- A browser is known by the hash of its visitor cookie: its owner is let in while strangers guess at the address.
CREATE TABLE known_browsers (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    browser BLOB NOT NULL,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, browser)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_browsers_known ON known_browsers (known_at);

-- Append-only, for two years. account_id did it (nobody: the command line), subject_id is the account it was done to. detail is in
-- codes and numbers, never an address or a secret.
CREATE TABLE staff_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    subject_id INTEGER REFERENCES accounts (id),
    detail TEXT
) STRICT;

CREATE INDEX staff_log_kind ON staff_log (kind, id);
CREATE INDEX staff_log_made ON staff_log (made_at);
CREATE INDEX staff_log_account ON staff_log (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX staff_log_subject ON staff_log (subject_id) WHERE subject_id IS NOT NULL;

CREATE TRIGGER staff_log_stands BEFORE UPDATE ON staff_log
BEGIN SELECT RAISE (ABORT, 'the staff log is append-only'); END;

-- 730 days in microseconds, by the newest line and no clock.
CREATE TRIGGER staff_log_stays BEFORE DELETE ON staff_log
WHEN old.made_at > (SELECT MAX(made_at) FROM staff_log) - 63072000000000
BEGIN SELECT RAISE (ABORT, 'the staff log is append-only'); END;

-- One open appeal a ban.
CREATE INDEX appeals_ban ON appeals (ban_id) WHERE ban_id IS NOT NULL;
