-- The day of grading and the last day of what is looked at after it; no row: the orders do not reach far enough.
CREATE OR REPLACE TABLE compare_span (as_of DATE, until DATE, months INTEGER);
