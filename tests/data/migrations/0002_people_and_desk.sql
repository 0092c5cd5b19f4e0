-- Rows as version 0002 of the tables has them, beside those of 0001.
UPDATE accounts SET keys_on = FALSE, digest = 'hourly', digest_at = 1790000500000000, totp_step = 1 WHERE id = 2;
INSERT INTO accounts (id, name, name_key, email, email_key, password, role, made_at, left_at) VALUES
    (3, 'Voormalig lid', 'left-3', 'left-3', 'left-3', '', 'member', 1790000000000000, 1790000500000000);
INSERT INTO sessions (token, account_id, opened_at, used_at, device, half) VALUES
    ('\x01', 2, 1790000000000000, 1790000000000000, 'Firefox', FALSE);
UPDATE comments SET network = '192.0.2.1', notify = TRUE, open_reports = 1, urgency = 10 WHERE id = 1;
INSERT INTO comments (id, article_id, account_id, name, email, email_key, body, html, state, version, posted_at, held_for) VALUES
    (6, 1, NULL, 'Ilse', 'i@post.example', 'i@post.example', 'Wacht op post', '<p>Wacht op post</p>', 'held', 1, 1790000600000000, 'email');
INSERT INTO mailboxes (email_key, email, stop_key, confirmed_at, asked_at, answers_off) VALUES
    ('joost@post.example', 'Joost@post.example', '\x02', 1790000100000000, NULL, FALSE);
INSERT INTO proofs (browser, email_key, proved_at) VALUES ('\x03', 'joost@post.example', 1790000100000000);
INSERT INTO bans (id, kind, value, why, made_by, made_at, ends_at, lifted_by, lifted_at) VALUES
    (1, 'email', 'r@post.example', 'Blijft reclame maken', 2, 1790000400000000, NULL, NULL, NULL);
INSERT INTO rules (id, kind, pattern, action, made_by, made_at, dropped_at) VALUES
    (1, 'word', 'sukkel*', 'hold', 2, 1790000000000000, NULL);
INSERT INTO findings (comment_id, rule_id, found) VALUES (5, 1, 'sukkels');
INSERT INTO reports (id, comment_id, reporter, account_id, reason, explanation, name, email, made_at, decision_id) VALUES
    (1, 1, '192.0.2.2', NULL, 'insult', 'Scheldt', NULL, NULL, 1790000600000000, NULL),
    (2, 4, NULL, NULL, 'spam', 'Reclame', 'Fatima', 'f@post.example', 1790000350000000, 3);
INSERT INTO tickets (hash, purpose, decision_id, ends_at) VALUES ('\x04', 'appeal', 3, 1890000000000000);
INSERT INTO appeals (id, ticket, decision_id, email, text, made_at) VALUES
    (1, '\x04', 3, 'r@post.example', 'Dit is geen reclame', 1790000700000000);
INSERT INTO claims (comment_id, account_id, made_at) VALUES (1, 2, 1790000700000000);
INSERT INTO recovery_codes (account_id, hash) VALUES (2, '\x05');
INSERT INTO passkeys (id, account_id, credential, data, name, made_at) VALUES (1, 2, '\x06', '{}', 'Laptop', 1790000700000000);
INSERT INTO ceremonies (browser, state, made_at) VALUES ('\x07', '{}', 1790000700000000);
INSERT INTO events (id, body, made_at, due_at) VALUES (1, '{"Shown":{"comment":2}}', 1790000700000000, 1790000700000000);
INSERT INTO outbox (id, message_id, recipient, subject, text, html, made_at, due_at) VALUES
    (1, '1@weerwoord.example', 'f@post.example', 'Uw melding', 'Tekst', '<p>Tekst</p>', 1790000700000000, 1790000700000000);
