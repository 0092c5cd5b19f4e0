-- A line that says what the publication is, a pair of typefaces and a layout of the front page; NULL is what the board ships.
ALTER TABLE settings ADD COLUMN tagline TEXT;
ALTER TABLE settings ADD COLUMN typefaces TEXT;
ALTER TABLE settings ADD COLUMN front TEXT;
