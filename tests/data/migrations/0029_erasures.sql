INSERT INTO erasures (kind, subject, born_at, reason, made_by, made_at) VALUES ('comment', '1', 1790000000000000, 'privacy', 1, 1790000000000001);
INSERT INTO erasures (kind, subject, made_at) VALUES ('address', '1f2e3d4c', 1790000000000002);
