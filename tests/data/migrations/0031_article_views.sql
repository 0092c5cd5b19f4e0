-- Rows as version 0031 of the tables has them, beside those before.
INSERT INTO article_views (day, article_id, count) VALUES ('2026-11-19', 1, 12), ('2026-11-20', 1, 3);
