-- On SQLite the one connection that writes notes what is changed with triggers of its own (src/store/writer.rs).
SELECT 1;
