INSERT INTO installation (id, secret) VALUES (1, '\x08');
