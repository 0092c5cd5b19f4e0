INSERT INTO committed_writes (node, number) VALUES ('a3c1', 12);
