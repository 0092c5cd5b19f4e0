-- Rows as version 0026 of the tables has them, beside those before.
UPDATE comments SET featured_at = 1790000000000000 WHERE id = (SELECT MIN(id) FROM comments WHERE state = 'visible');
