-- What readers search in: the stems of the words of articles and comments, made by the board itself (src/search/words.rs), so that both
-- databases find the same. Neither index holds a text; both can be made anew of the tables they are made of.
CREATE TABLE comment_index (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE TABLE article_index (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX comment_index_words ON comment_index USING gin (words);
CREATE INDEX article_index_words ON article_index USING gin (words);

-- What an index does not hold as it is now. A row is written with every change itself, and goes when the index was brought up to date;
-- until then it is read when somebody searches.
CREATE TABLE unindexed (
    what TEXT COLLATE "C" NOT NULL CHECK (what IN ('article', 'comment')),
    id BIGINT NOT NULL,
    taken BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (what, id)
);

CREATE INDEX unindexed_taken ON unindexed (what, id) WHERE taken;

-- On conflict it waits for whoever is indexing the row at the moment, and then stands there anew.
CREATE FUNCTION to_index(kind TEXT, number BIGINT) RETURNS void LANGUAGE sql AS $$
    INSERT INTO unindexed (what, id) VALUES (kind, number) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE
$$;

CREATE FUNCTION comment_to_index() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM to_index('comment', COALESCE(new.id, old.id)); RETURN NULL; END $$;

CREATE FUNCTION article_to_index() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM to_index('article', COALESCE(new.id, old.id)); RETURN NULL; END $$;

-- The categories of an article stand in the index with it and with each of its comments.
CREATE FUNCTION filed_to_index() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    article BIGINT := COALESCE(new.article_id, old.article_id);
BEGIN
    PERFORM to_index('article', article);
    INSERT INTO unindexed (what, id)
    SELECT 'comment', r.id FROM comments r WHERE r.article_id = article AND r.ordinal IS NOT NULL
    UNION ALL SELECT 'comment', n.id FROM comments r JOIN comments n ON n.root_id = r.id
        WHERE r.article_id = article AND r.ordinal IS NOT NULL
    ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
    RETURN NULL;
END $$;

CREATE TRIGGER comment_to_index AFTER INSERT ON comments
FOR EACH ROW WHEN (new.state = 'visible') EXECUTE FUNCTION comment_to_index();
CREATE TRIGGER comment_to_index_anew AFTER UPDATE OF state, html ON comments
FOR EACH ROW WHEN (new.state <> old.state OR new.html <> old.html) EXECUTE FUNCTION comment_to_index();
CREATE TRIGGER comment_to_drop AFTER DELETE ON comments
FOR EACH ROW WHEN (old.state = 'visible') EXECUTE FUNCTION comment_to_index();
CREATE TRIGGER article_to_index AFTER INSERT OR DELETE ON articles FOR EACH ROW EXECUTE FUNCTION article_to_index();
CREATE TRIGGER article_to_index_anew AFTER UPDATE OF title, lead, html ON articles
FOR EACH ROW WHEN (new.title <> old.title OR new.lead IS DISTINCT FROM old.lead OR new.html <> old.html)
EXECUTE FUNCTION article_to_index();
CREATE TRIGGER filed_to_index AFTER INSERT OR DELETE ON article_categories FOR EACH ROW EXECUTE FUNCTION filed_to_index();

-- What was written before today, for the running board to index when it has nothing better to do.
INSERT INTO unindexed (what, id) SELECT 'article', id FROM articles;
INSERT INTO unindexed (what, id) SELECT 'comment', id FROM comments WHERE state = 'visible';
