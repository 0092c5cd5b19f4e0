INSERT INTO avatars (account_id, hash, made_at, small, large) VALUES (2, 'c6b70614d842', 1790000000000000, '\x0607', '\x08ff');
