-- customer_rfm_before: the scores of the earlier windows, for movements.
CREATE OR REPLACE TABLE customer_rfm_before AS
SELECT w.months, s.*
FROM rfm_scored AS s
JOIN rfm_window AS w ON w.as_of = s.as_of;
