-- Days of review around the present date, how near to a threshold counts as near, and what people have done already.
CREATE OR REPLACE TABLE action_when (last_review DATE, before_review DATE, next_review DATE, points DOUBLE);
CREATE OR REPLACE TABLE action_mark (customer_id VARCHAR, kind VARCHAR, done BOOLEAN, since DATE, until DATE);
