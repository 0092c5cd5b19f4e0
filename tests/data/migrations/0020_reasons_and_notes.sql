-- Rows as version 0020 of the tables has them, beside those before.
INSERT INTO notes (id, comment_id, about, account_id, body, made_at) VALUES (1, 1, 'person', 2, 'Belde de redactie', 1790000800000000);
UPDATE comments SET held_by = 'similar' WHERE id = 5;
