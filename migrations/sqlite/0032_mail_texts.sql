-- The first line of every e-mail and the lines below its message; NULL is what the board ships.
ALTER TABLE settings ADD COLUMN mail_greeting TEXT;
ALTER TABLE settings ADD COLUMN mail_closing TEXT;
