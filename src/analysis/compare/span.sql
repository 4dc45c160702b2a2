-- The day of grading and the last day of what is looked at after it.
CREATE OR REPLACE TEMP TABLE compare_span (as_of DATE, until DATE);
