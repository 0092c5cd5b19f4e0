UPDATE accounts SET slug = 'sanne-verhoef' WHERE id = 1;
INSERT INTO shares (article_id, network, count) VALUES (1, 'linkedin', 4), (1, 'email', 1);
INSERT INTO share_marks (mark, made_at) VALUES ('\x01', 1790000000000000);
