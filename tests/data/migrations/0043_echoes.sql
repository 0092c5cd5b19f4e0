INSERT INTO echoes (comment_id, first, second, third, fourth, posted_at) VALUES (1, 4711, 4712, 4713, 4714, 1790000700000000);
