-- Rows as version 0001 of the tables has them, so that every later migration runs on full tables.
INSERT INTO accounts (id, name, name_key, email, email_key, password, role, made_at) VALUES
    (1, 'Sanne Verhoef', 'sanne verhoef', 'Sanne@post.example', 'sanne@post.example', 'x', 'editor', 1790000000000000),
    (2, 'Bram de Wit', 'brarn de wit', 'bram@post.example', 'bram@post.example', 'x', 'moderator', 1790000000000000);
INSERT INTO articles (id, slug, title, author_id, lead, first_paragraph, body, html, words, comments_open, visible_comments, published_at, made_at, edited_at) VALUES
    (1, 'nu', 'Nu', 1, NULL, 'Alinea.', 'Alinea.', '<p>Alinea.</p>', 1, TRUE, 3, 1790000000000000, 1790000000000000, 1790000000000000),
    (2, 'ooit', 'Ooit', 1, 'Inleiding', 'Alinea.', 'Alinea.', '<p>Alinea.</p>', 1, FALSE, 0, NULL, 1790000000000000, 1790000000000000);
INSERT INTO categories (id, slug, name) VALUES (1, 'taal', 'Taal');
INSERT INTO article_categories (article_id, category_id, position) VALUES (1, 1, 0);
INSERT INTO comments (id, article_id, parent_id, root_id, account_id, name, email, email_key, body, html, state, reason, version, judged_at, shown_at, posted_at) VALUES
    (1, 1, NULL, NULL, NULL, 'Joost', 'Joost@post.example', 'joost@post.example', 'Eerste', '<p>Eerste</p>', 'visible', NULL, 1, NULL, 1790000100000000, 1790000100000000),
    (2, 1, 1, 1, 1, NULL, NULL, NULL, 'Antwoord', '<p>Antwoord</p>', 'visible', NULL, 1, NULL, 1790000200000000, 1790000200000000),
    (3, 1, 2, 1, NULL, NULL, NULL, NULL, 'Van wie wegging', '<p>Van wie wegging</p>', 'visible', NULL, 3, 1790000400000000, 1790000300000000, 1790000300000000),
    (4, 1, NULL, NULL, NULL, 'Reclame', 'r@post.example', 'r@post.example', 'Koop', '<p>Koop</p>', 'removed', 'spam', 2, 1790000400000000, 1790000300000000, 1790000300000000),
    (5, 1, NULL, NULL, NULL, 'Truus', 't@post.example', 't@post.example', 'Wacht', '<p>Wacht</p>', 'held', NULL, 1, NULL, NULL, 1790000500000000);
INSERT INTO decisions (id, comment_id, account_id, decision, reason, note, version, made_at) VALUES
    (1, 3, 2, 'remove', 'off-topic', 'let op', 2, 1790000350000000),
    (2, 3, 2, 'restore', NULL, NULL, 3, 1790000400000000),
    (3, 4, 2, 'remove', 'spam', NULL, 2, 1790000400000000);
