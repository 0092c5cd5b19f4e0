-- Rows as version 0036 of the tables has them, beside those before.
INSERT INTO sites (id, name, lang, accent_light, accent_dark, made_at) VALUES
    (1, 'Tuinblog', 'nl', '#0b5459', NULL, 1790000000000000), (2, 'Shop', 'en', NULL, NULL, 1790000000000000);
INSERT INTO site_origins (origin, site_id, from_settings) VALUES
    ('https://tuin.example', 1, FALSE), ('https://shop.example', 2, TRUE);
INSERT INTO moderator_sites (account_id, site_id) VALUES (1, 1);
INSERT INTO articles (id, slug, title, author_id, first_paragraph, body, html, words, comments_open, members_only, version, published_at,
    made_at, edited_at, site_id, page_url, page_key) VALUES
    (101, 'tuin-example-rozen-000000000000', 'Rozen', NULL, '', '', '', 0, TRUE, FALSE, 0, 1790000000000000, 1790000000000000,
    1790000000000000, 1, 'https://tuin.example/rozen/', 'tuin.example/rozen');
INSERT INTO article_slugs (slug, article_id) VALUES ('tuin-example-rozen-000000000000', 101);
