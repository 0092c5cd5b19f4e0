-- PostgreSQL renews its statistics as tables grow (migrations/sqlite/0047_statistics.sql).
SELECT 1;
