INSERT INTO pictures (id, purpose, alt, hash, origin, made_by, made_at) VALUES
    (1, 'article', 'Een lege vergaderzaal', 'd5b4ae69bb29', '00ff', 1, 1790000000000000),
    (2, 'logo', 'Weerwoord', 'e77b9a9ae9e3', '01ff', 1, 1790000000000000);
INSERT INTO picture_files (picture_id, width, kind, height, bytes) VALUES
    (1, 480, 'webp', 320, '\x0102ff'),
    (1, 480, 'jpg', 320, '\x0304'),
    (2, 200, 'png', 60, '\x05');
UPDATE articles SET lead_picture = 1, lead_caption = 'Na afloop' WHERE id = 1;
INSERT INTO text_versions (id, text, version, body, account_id, made_at) VALUES
    (1, 'terms', 1, '# Voorwaarden', 1, 1790000000000000);
INSERT INTO settings (id, version, name, accent_light, accent_dark, logo, footer, account_id, made_at) VALUES
    (1, 1, 'Het Weerwoord', '#0a555c', '#7fd0d5', 2, 'Een uitgave van Blad', 1, 1790000000000000);
