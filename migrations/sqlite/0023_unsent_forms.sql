-- The form of somebody who had been logged out when they sent it, until they logged in: one a browser, for an hour. It is encrypted
-- under a key that is made of the visitor cookie, of which the database knows only a hash.
CREATE TABLE unsent_forms (
    browser BLOB PRIMARY KEY NOT NULL,
    form BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX unsent_forms_made ON unsent_forms (made_at);

-- A sound is made again, byte for byte, when a browser asks for the rest of it: at which address it was asked for, and the chance it
-- was made with. NULL for a picture.
ALTER TABLE challenges ADD COLUMN address TEXT;
ALTER TABLE challenges ADD COLUMN seed BLOB;
