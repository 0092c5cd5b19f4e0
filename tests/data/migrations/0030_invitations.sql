-- Rows as version 0030 of the tables has them, beside those before.
INSERT INTO invitations (id, name, email, email_key, role, invited_by, made_at, sent_at, ends_at)
    VALUES (1, 'Noor', 'Noor@post.example', 'noor@post.example', 'editor', 1, 1790000000000000, 1790000000000000, 1790600000000000);
INSERT INTO tickets (hash, purpose, invitation_id, ends_at) VALUES ('\x1d', 'invitation', 1, 1790600000000000);
