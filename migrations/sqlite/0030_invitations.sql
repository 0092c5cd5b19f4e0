-- Invitations to the staff: one an address. The link in the mail is a ticket, of which only the hash is known; it goes with its invitation.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    invited_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_account ON invitations (invited_by);
CREATE INDEX invitations_ends ON invitations (ends_at);

ALTER TABLE tickets ADD COLUMN invitation_id INTEGER REFERENCES invitations (id) ON DELETE CASCADE;
CREATE INDEX tickets_invitation ON tickets (invitation_id) WHERE invitation_id IS NOT NULL;

-- Whether the mail with an invitation has left.
CREATE INDEX outbox_invited ON outbox (recipient) WHERE kind = 'invited';
