-- Statistics of a young board made SQLite read whole tables of an old one. Without them it plans a statement as the tests see it
-- (src/store/engine/plans.rs).
DROP TABLE IF EXISTS sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
