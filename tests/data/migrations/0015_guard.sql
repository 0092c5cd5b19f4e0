INSERT INTO known_browsers (account_id, browser, known_at) VALUES (2, '\x19', 1790000000000000);
INSERT INTO staff_log (id, made_at, kind, account_id, subject_id, detail) VALUES
    (1, 1790000000000000, 'log-in', 2, NULL, NULL), (2, 1790000100000000, 'role', NULL, 2, 'moderator');
