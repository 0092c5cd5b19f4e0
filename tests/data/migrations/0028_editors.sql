UPDATE articles SET social_title = 'Wie praat er?', social_description = 'Een derde noemde een naam.' WHERE id = 1;
UPDATE article_versions SET social_title = 'Wie praat er?', social_description = 'Een derde noemde een naam.' WHERE article_id = 1 AND number = 2;
UPDATE pictures SET caption = 'Na afloop' WHERE id = 1;
INSERT INTO draft_links (article_id, hash, made_by, made_at, ends_at) VALUES (1, '\x0b', 1, 1790000000000000, 1790600000000000);
INSERT INTO article_presence (article_id, account_id, seen_at) VALUES (1, 1, 1790000000000000);
