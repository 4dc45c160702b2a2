-- Days of review around the present date, and how near to a threshold counts as near.
CREATE OR REPLACE TABLE action_when (last_review DATE, before_review DATE, next_review DATE, points DOUBLE);
