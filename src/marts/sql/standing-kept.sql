-- standing as a table, once all of it is there: each filter reads it.
CREATE OR REPLACE TABLE standing_kept AS SELECT * FROM standing_live;
CREATE OR REPLACE VIEW standing AS SELECT * FROM standing_kept;
