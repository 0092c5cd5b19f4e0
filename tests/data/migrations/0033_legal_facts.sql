-- Rows as version 0033 of the tables has them, beside those before.
UPDATE settings SET legal_facts = '{"controller":"Uitgeverij Blad","email":"privacy@blad.example"}';
