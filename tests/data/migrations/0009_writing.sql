-- Rows as version 0009 of the tables has them, beside those before.
UPDATE articles SET version = 2, comments_days = 14, members_only = TRUE, edited_at = 1790000900000000 WHERE id = 1;
INSERT INTO article_slugs (slug, article_id) VALUES ('toen', 1);
INSERT INTO article_versions (article_id, number, title, slug, author_id, lead, categories, body, published_at, planned_at, comments_open, comments_days, members_only, made_by, made_at) VALUES
    (1, 2, 'Nu', 'nu', 1, NULL, 'taal Taal', 'Alinea.', 1790000000000000, NULL, TRUE, 14, TRUE, 1, 1790000900000000);
INSERT INTO article_drafts (account_id, article_id, typed, saved_at) VALUES (1, 0, '{"title":"Straks"}', 1790000900000000);
INSERT INTO merged_categories (slug, category_id) VALUES ('woorden', 1);
