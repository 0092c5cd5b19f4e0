-- Rows as version 0040 of the tables has them, beside those before.
INSERT INTO sites (id, name, lang, accent_light, accent_dark, made_at, version)
    VALUES (3, 'Moestuin', 'nl', NULL, NULL, 1790000000000000, 2);
INSERT INTO site_keys (site_id, secret, made_at, noted_at) VALUES (3, '\x20', 1790000000000000, NULL);
