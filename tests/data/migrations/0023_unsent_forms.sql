INSERT INTO unsent_forms (browser, form, made_at) VALUES ('\x07', '\x01', 1790000000000000);
INSERT INTO challenges (id, visitor, answer, solved, made_at, address, seed) VALUES (7, '\x07', '012345', FALSE, 1790000000000000, '', '\x07');
