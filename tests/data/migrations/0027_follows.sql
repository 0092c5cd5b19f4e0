-- Rows as version 0027 of the tables has them, beside those before.
INSERT INTO follows (article_id, email_key, made_at, from_at, told_at, stopped_at)
SELECT MIN(id), 'volger@post.example', 1790000000000000, 1790000000000000, 1790000000000000, NULL FROM articles;
