INSERT INTO static_pages (id, version, made_at) VALUES (1, 2, 1790000000000000);
INSERT INTO static_page_versions (page_id, number, title, slug, description, body, published, made_by, made_at) VALUES
    (1, 1, 'Over ons', 'over', NULL, 'Wij zijn {board}.', TRUE, 1, 1790000000000000),
    (1, 2, 'Over ons', 'over-ons', 'Wie wij zijn', 'Wij zijn {board}.', TRUE, 1, 1790000000000000);
INSERT INTO static_page_slugs (slug, page_id) VALUES ('over', 1), ('over-ons', 1);
INSERT INTO navigation (area, position, kind, category_id, page_id, label, url) VALUES
    ('menu', 1, 'articles', NULL, NULL, NULL, NULL),
    ('menu', 2, 'category', 1, NULL, NULL, NULL),
    ('footer', 1, 'page', NULL, 1, NULL, NULL),
    ('footer', 2, 'link', NULL, NULL, 'Blad', 'https://blad.example/');
INSERT INTO pictures (id, purpose, alt, hash, origin, made_by, made_at) VALUES
    (101, 'logo', 'Weerwoord', 'e77b9a9ae9e3', '02ff', 1, 1790000000000000),
    (102, 'logo', 'Weerwoord', 'e77b9a9ae9e3', '03ff', 1, 1790000000000000);
INSERT INTO picture_files (picture_id, width, kind, height, bytes) VALUES
    (101, 32, 'png', 32, '\x05'),
    (102, 1200, 'jpg', 630, '\x05');
UPDATE settings SET favicon = 101, social_picture = 102;
