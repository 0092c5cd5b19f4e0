INSERT INTO comments (id, article_id, account_id, name, email, email_key, body, html, state, reason, version, posted_at) VALUES
    (90, 1, NULL, 'Femke', 'f@post.example', 'f@post.example', 'Koop nu', '<p>Koop nu</p>', 'removed', 'spam', 2, 1790000700000000),
    (91, 1, 1, NULL, NULL, NULL, 'Koop nu', '<p>Koop nu</p>', 'removed', 'spam', 2, 1790000700000000);
INSERT INTO decisions (id, comment_id, account_id, decision, reason, version, made_at) VALUES
    (90, 90, 2, 'remove', 'spam', 2, 1790000800000000),
    (91, 91, 2, 'remove', 'spam', 2, 1790000800000000);
