-- What readers search in: the stems of the words of articles and comments, made by the board itself (src/search/words.rs), so that both
-- databases find the same. Neither index holds a text; both can be made anew of the tables they are made of.
CREATE VIRTUAL TABLE comment_index USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE article_index USING fts5 (title, words, content = '', contentless_delete = 1, tokenize = 'ascii');

-- What an index does not hold as it is now. A row is written with every change itself, and goes when the index was brought up to date;
-- until then it is read when somebody searches.
CREATE TABLE unindexed (
    what TEXT NOT NULL CHECK (what IN ('article', 'comment')),
    id INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (what, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX unindexed_taken ON unindexed (what, id) WHERE taken;

CREATE TRIGGER comment_to_index AFTER INSERT ON comments WHEN new.state = 'visible' BEGIN
    INSERT INTO unindexed (what, id) VALUES ('comment', new.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER comment_to_index_anew AFTER UPDATE OF state, html ON comments WHEN new.state <> old.state OR new.html <> old.html BEGIN
    INSERT INTO unindexed (what, id) VALUES ('comment', new.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER comment_to_drop AFTER DELETE ON comments WHEN old.state = 'visible' BEGIN
    INSERT INTO unindexed (what, id) VALUES ('comment', old.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER article_to_index AFTER INSERT ON articles BEGIN
    INSERT INTO unindexed (what, id) VALUES ('article', new.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER article_to_index_anew AFTER UPDATE OF title, lead, html ON articles
WHEN new.title <> old.title OR new.lead IS NOT old.lead OR new.html <> old.html BEGIN
    INSERT INTO unindexed (what, id) VALUES ('article', new.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER article_to_drop AFTER DELETE ON articles BEGIN
    INSERT INTO unindexed (what, id) VALUES ('article', old.id) ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

-- The categories of an article stand in the index with it and with each of its comments.
CREATE TRIGGER filed_to_index AFTER INSERT ON article_categories BEGIN
    INSERT INTO unindexed (what, id)
    SELECT 'article', new.article_id WHERE TRUE
    UNION ALL SELECT 'comment', r.id FROM comments r WHERE r.article_id = new.article_id AND r.ordinal IS NOT NULL
    UNION ALL SELECT 'comment', n.id FROM comments r JOIN comments n ON n.root_id = r.id
        WHERE r.article_id = new.article_id AND r.ordinal IS NOT NULL
    ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

CREATE TRIGGER unfiled_to_index AFTER DELETE ON article_categories BEGIN
    INSERT INTO unindexed (what, id)
    SELECT 'article', old.article_id WHERE TRUE
    UNION ALL SELECT 'comment', r.id FROM comments r WHERE r.article_id = old.article_id AND r.ordinal IS NOT NULL
    UNION ALL SELECT 'comment', n.id FROM comments r JOIN comments n ON n.root_id = r.id
        WHERE r.article_id = old.article_id AND r.ordinal IS NOT NULL
    ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
END;

-- What was written before today, for the running board to index when it has nothing better to do.
INSERT INTO unindexed (what, id) SELECT 'article', id FROM articles;
INSERT INTO unindexed (what, id) SELECT 'comment', id FROM comments WHERE state = 'visible';
