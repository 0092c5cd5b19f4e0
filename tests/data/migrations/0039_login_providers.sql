-- Rows as version 0039 of the tables has them, beside those before.
INSERT INTO login_providers (id, name, issuer, client_id, secret, scopes, origins, is_on, may_register, trusts_factors, claim,
        moderator_value, editor_value, admin_value, made_at)
    VALUES (1, 'Blad-ID', 'https://id.example', 'weerwoord', NULL, 'email profile', '', TRUE, TRUE, FALSE, 'groups', 'mods', '', '',
        1790000000000000);
INSERT INTO login_identities (id, account_id, issuer, subject, made_at, used_at)
    VALUES (1, 1, 'https://id.example', '17', 1790000000000000, NULL);
INSERT INTO tickets (hash, purpose, name, email, password, issuer, subject, ends_at)
    VALUES ('\x1e', 'register', 'Noor', 'noor@post.example', '', 'https://id.example', '18', 1790600000000000);
INSERT INTO site_tokens (mark, ends_at) VALUES ('\x1f', 1790600000000000);
