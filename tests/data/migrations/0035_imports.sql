-- Rows as version 0035 of the tables has them, beside those before.
INSERT INTO import_origins (id, name) VALUES (1, 'wxr oud.example');
INSERT INTO imports (id, origin_id, file, account_id, report, made_at, undone_at) VALUES
    (1, 1, 'blad.xml', 1, '{}', 1790000000000000, NULL);
INSERT INTO imported (origin_id, kind, old_key, new_id, import_id) VALUES (1, 'article', '12', 1, 1), (1, 'comment', '7', 1, 1);
INSERT INTO old_addresses (path, host, article_id, page_id, picture_id, import_id) VALUES
    ('/2019/05/koppen', 'oud.example', 1, NULL, NULL, 1), ('/over', 'oud.example', NULL, 1, NULL, 1);
