INSERT INTO useful (comment_id, voter, account_id, made_at) VALUES (1, '\x17', NULL, 1790000200000000), (1, '\x18', 1, 1790000200000000);
UPDATE comments SET useful = 2 WHERE id = 1;
