-- Comments of one person: by account, by an address that its owner confirmed, or by the browser they came from. An address that was
-- only typed tells nothing, for anybody can type it.

-- browser: hash of the visitor cookie of a guest, kept for a year. proved: the owner of the address confirmed it in that browser, or
-- confirmed this comment.
ALTER TABLE comments ADD COLUMN browser BYTEA;
ALTER TABLE comments ADD COLUMN proved BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX comments_browser ON comments (browser, id) WHERE browser IS NOT NULL;
CREATE INDEX comments_browser_posted ON comments (posted_at) WHERE browser IS NOT NULL;
CREATE INDEX comments_proved ON comments (email_key, id) WHERE proved;

DROP INDEX comments_held_email;
DROP INDEX comments_removed_email;
DROP INDEX comments_reports_email;
CREATE INDEX comments_held_proved ON comments (email_key) WHERE state = 'held' AND proved;
CREATE INDEX comments_removed_proved ON comments (email_key) WHERE state = 'removed' AND proved;
CREATE INDEX comments_reports_proved ON comments (email_key, id, reports) WHERE reports > 0 AND proved;

-- A guest whose address nobody confirmed is kept out by the browser.
ALTER TABLE bans DROP CONSTRAINT bans_kind_check;
ALTER TABLE bans ADD CONSTRAINT bans_kind_check CHECK (kind IN ('email', 'network', 'member', 'browser'));

-- proved: whether somebody had confirmed the address when it was banned. If not, whoever confirms it is not kept out.
ALTER TABLE bans ADD COLUMN proved BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE bans SET proved = FALSE WHERE kind = 'email' AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = bans.value)
    AND NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.email_key = bans.value AND m.confirmed_at IS NOT NULL);

-- Who judges comments: few among all accounts.
CREATE INDEX accounts_staff ON accounts (role) WHERE role <> 'member' AND left_at IS NULL;
