INSERT INTO api_tokens (id, account_id, name, scopes, hash, made_at, used_at) VALUES
    (1, 1, 'Wachtrij', 'read moderate', '\x3701', 1790000000000000, 1790000000000000),
    (2, 1, 'Nieuwsbrief', 'read', '\x3702', 1790000000000000, NULL);
