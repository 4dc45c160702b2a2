-- customer_rfm_before: the scores of the earlier windows, for movements.
CREATE OR REPLACE TABLE customer_rfm_before AS
SELECT w.months, k.key, s.*
FROM rfm_scored AS s
JOIN customer_index AS k ON k.customer_id = s.customer_id
JOIN rfm_window AS w ON w.as_of = s.as_of;
