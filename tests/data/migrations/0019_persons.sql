-- Rows as version 0019 of the tables has them, beside those before.
UPDATE comments SET browser = '\x03', proved = TRUE WHERE id = 1;
UPDATE comments SET browser = '\x08' WHERE id = 5;
INSERT INTO bans (id, kind, value, why, made_by, made_at, proved) VALUES (2, 'browser', '08', 'Blijft schelden', 2, 1790000700000000, TRUE);
