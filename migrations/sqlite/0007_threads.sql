-- A thread has a number under its article, given when readers first see it and for ever: a page of threads is a range of numbers, found
-- as quickly among a hundred thousand comments as among a hundred.
ALTER TABLE comments ADD COLUMN ordinal INTEGER;
ALTER TABLE articles ADD COLUMN threads INTEGER NOT NULL DEFAULT 0;

UPDATE comments SET ordinal = numbered.ordinal FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY article_id ORDER BY id) AS ordinal FROM comments
    WHERE root_id IS NULL AND state <> 'held'
) numbered WHERE numbered.id = comments.id;
UPDATE articles SET threads = (SELECT COALESCE(MAX(c.ordinal), 0) FROM comments c WHERE c.article_id = articles.id);

DROP INDEX comments_roots;
CREATE UNIQUE INDEX comments_threads ON comments (article_id, ordinal) WHERE ordinal IS NOT NULL;

CREATE TRIGGER thread_begun AFTER INSERT ON comments
WHEN new.ordinal IS NULL AND new.root_id IS NULL AND new.state <> 'held' BEGIN
    UPDATE articles SET threads = threads + 1 WHERE id = new.article_id;
    UPDATE comments SET ordinal = (SELECT threads FROM articles WHERE id = new.article_id) WHERE id = new.id;
END;

CREATE TRIGGER thread_shown AFTER UPDATE OF state ON comments
WHEN new.ordinal IS NULL AND new.root_id IS NULL AND new.state <> 'held' BEGIN
    UPDATE articles SET threads = threads + 1 WHERE id = new.article_id;
    UPDATE comments SET ordinal = (SELECT threads FROM articles WHERE id = new.article_id) WHERE id = new.id;
END;
