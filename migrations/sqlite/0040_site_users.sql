-- Sites that several administrators change.

-- version: number of changes, by which a form recognises that somebody else saved in the meantime.
ALTER TABLE sites ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
