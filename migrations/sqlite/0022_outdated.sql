-- What older versions made of names and of texts, keys and HTML, is made anew while the board runs, the newest first: accounts,
-- articles and comments up to these numbers still wait for it.
CREATE TABLE outdated (
    what TEXT NOT NULL CHECK (what IN ('name', 'article', 'comment')),
    up_to INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX outdated_what ON outdated (what);

INSERT INTO outdated (what, up_to) SELECT 'name', MAX(id) FROM accounts HAVING COUNT(*) > 0;
INSERT INTO outdated (what, up_to) SELECT 'article', MAX(id) FROM articles HAVING COUNT(*) > 0;
INSERT INTO outdated (what, up_to) SELECT 'comment', MAX(id) FROM comments HAVING COUNT(*) > 0;
