-- customer_rfm: the scores of the present window.
CREATE OR REPLACE TABLE customer_rfm AS
SELECT k.key, s.* EXCLUDE (as_of) FROM rfm_scored AS s JOIN customer_index AS k ON k.customer_id = s.customer_id;
CREATE OR REPLACE TABLE rfm_shown AS SELECT * FROM rfm_window;
