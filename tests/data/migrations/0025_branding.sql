-- Rows as version 0025 of the tables has them, beside those before.
UPDATE settings SET tagline = 'Over merken en hun klanten', typefaces = 'literata', front = 'rows';
