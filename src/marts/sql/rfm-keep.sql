-- customer_rfm: the scores of the present window.
CREATE OR REPLACE TABLE customer_rfm AS SELECT * EXCLUDE (as_of) FROM rfm_scored;
CREATE OR REPLACE TABLE rfm_shown AS SELECT * FROM rfm_window;
