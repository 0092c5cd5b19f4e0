-- Rows as version 0038 of the tables has them, beside those before.
INSERT INTO webhooks (id, description, host, target, format, events, old_until, noted_at, made_at, off_at, off_for, failures,
    failing_since, rests_until) VALUES
    (1, 'Redactie', 'hooks.example', '\x01', 'standard', ' comment.shown comment.held ', 1790086400000000, 1790000000000000,
        1790000000000000, NULL, NULL, 2, 1790000100000000, 1790000200000000),
    (2, '', 'chat.example', '\x02', 'slack', ' article.published ', NULL, NULL, 1790000000000000, 1790000500000000, 'gone', 0, NULL, 0);
INSERT INTO webhook_deliveries (id, webhook_id, kind, comment_id, article_id, reason, made_at, due_at, tries, lease, tried_at,
    delivered_at, given_up_at, status, problem, said) VALUES
    (1, 1, 'comment.shown', 1, NULL, NULL, 1790000000000000, 1790000000000000, 1, NULL, 1790000000000000, 1790000000000000, NULL, 200, NULL,
        'ok'),
    (2, 1, 'comment.held', 1, NULL, 'links', 1790000000000000, 1790000300000000, 2, '\x03', 1790000100000000, NULL, NULL, NULL, 'timeout', '');
INSERT INTO publications (article_id, due_at) VALUES (1, 1790000000000000);
