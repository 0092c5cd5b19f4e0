-- Reasons of removals and reports are codes of the board (src/comment/why.rs) and stand in no table, so that a new one needs no migration.
-- `weerwoord check` finds a code that it does not know.

-- Only CHECKs go, so that the text of each table is enough (https://www.sqlite.org/lang_altertable.html, section 7): no row is copied.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (reason IN (''insult'', ''self-promotion'', ''spam'', ''illegal'', ''privacy'', ''off-topic'', ''duplicate''))', '')
WHERE type = 'table' AND name IN ('comments', 'decisions', 'reports');
PRAGMA writable_schema = RESET;

-- A table that comes and goes makes other connections read what was changed.
CREATE TABLE schema_changed (id INTEGER);
DROP TABLE schema_changed;
