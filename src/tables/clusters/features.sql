-- cluster_feature: what customers are grouped by, as of the present date, in an order of their own that no order of rows
-- changes. Recency, frequency and spending of the RFM window; where customer files are summed up, as much of it as they say.
CREATE OR REPLACE TABLE cluster_feature AS
WITH known AS (
  SELECT customer_id, recency_days, frequency, monetary FROM customer_rfm
  UNION ALL
  SELECT c.customer_id, date_diff('day', s.last_order_on, p.as_of), c.orders, c.revenue
  FROM params AS p
  JOIN customer_sales AS s ON s.as_of = p.as_of
  JOIN customer_period AS c ON c.customer_id = s.customer_id
  WHERE p.data_start IS NULL AND coalesce(c.orders, 1) > 0
    AND c.customer_id NOT IN (SELECT customer_id FROM customer_rfm)
)
SELECT row_number() OVER (ORDER BY customer_id) AS place, * FROM known;
