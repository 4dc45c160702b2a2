-- What rules of grading can look at of a day between reviews.
SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'trigger_fact';
