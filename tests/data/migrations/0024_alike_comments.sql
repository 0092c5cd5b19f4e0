-- Rows as version 0024 of the tables has them, beside those before.
UPDATE comments SET text_key = 12, link_key = -12 WHERE id IN (1, 4);
