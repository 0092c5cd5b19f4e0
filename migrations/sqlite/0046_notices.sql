-- SQLite notifies nobody: one process has the file (migrations/postgres/0046_notices.sql).
SELECT 1;
