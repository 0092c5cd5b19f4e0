-- What pages need to stay quick on a board with a million comments.

-- Every thread that readers see, by how useful its first comment is: a page is counted off in this index alone.
DROP INDEX comments_useful;
CREATE INDEX comments_useful ON comments (article_id, useful DESC, ordinal) WHERE ordinal IS NOT NULL AND state <> 'held';
CREATE INDEX comments_unseen ON comments (article_id, ordinal) WHERE ordinal IS NOT NULL AND state = 'held';

-- One person's comments that wait, and those that were ever reported.
ALTER TABLE comments ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
UPDATE comments SET reports = (SELECT COUNT(*) FROM reports r WHERE r.comment_id = comments.id)
WHERE id IN (SELECT comment_id FROM reports);
CREATE INDEX comments_held_account ON comments (account_id) WHERE state = 'held' AND account_id IS NOT NULL;
CREATE INDEX comments_held_email ON comments (email_key) WHERE state = 'held' AND email_key IS NOT NULL;
CREATE INDEX comments_reports_account ON comments (account_id, id, reports) WHERE reports > 0 AND account_id IS NOT NULL;
CREATE INDEX comments_reports_email ON comments (email_key, id, reports) WHERE reports > 0 AND email_key IS NOT NULL;

-- Counted anew, so that rows copied from another database, counter and all, give the same.
CREATE TRIGGER report_counted AFTER INSERT ON reports BEGIN
    UPDATE comments SET reports = (SELECT COUNT(*) FROM reports WHERE comment_id = new.comment_id) WHERE id = new.comment_id;
END;

-- Guests by name, for the search of moderators.
CREATE INDEX comments_name ON comments (lower(name)) WHERE name IS NOT NULL;

-- Figures of days and weeks that are over, as JSON. They can be made anew of the rows they count.
CREATE TABLE period_figures (
    kind TEXT NOT NULL CHECK (kind IN ('day', 'week')),
    began INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    figures TEXT NOT NULL,
    PRIMARY KEY (kind, began, ended)
) STRICT, WITHOUT ROWID;

CREATE INDEX reports_made ON reports (made_at, reason);

-- A seal for every decision, each made of the one before, and where the chain of them ends (src/store/seals.rs).
CREATE TABLE decision_seals (
    place INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL UNIQUE,
    seal BLOB NOT NULL
) STRICT;

CREATE TABLE decision_chain (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    decisions INTEGER NOT NULL,
    seal BLOB NOT NULL
) STRICT;
