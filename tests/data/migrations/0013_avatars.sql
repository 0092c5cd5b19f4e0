INSERT INTO avatars (account_id, hash, made_at, small, large) VALUES (2, '5c1d0c12aa55', 1790000000000000, '\x0607', '\x08ff');
