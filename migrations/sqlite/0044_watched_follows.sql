-- SQLite has no triggers of its own for this: each connection that writes makes them (src/store/engine/change_triggers.rs).
SELECT 1;
