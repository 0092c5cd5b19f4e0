INSERT INTO installation (id, secret) VALUES (1, '\x08');
INSERT INTO tallies (hour, what, count) VALUES (1789999200000000, 'pictures', 3);
INSERT INTO echoes (comment_id, sketch, posted_at) VALUES (1, 4711, 1790000700000000);
