-- Rows as version 0032 of the tables has them, beside those before.
UPDATE settings SET mail_greeting = 'Dag {name},', mail_closing = 'Tot ziens,
{board}';
