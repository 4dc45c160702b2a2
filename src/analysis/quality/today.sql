-- The day on which the files are looked at; far ahead where it is not known.
CREATE OR REPLACE TABLE quality_today AS SELECT coalesce(?::DATE, DATE '9999-12-31') AS today;
