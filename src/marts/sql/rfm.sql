-- customer_rfm: customers with a purchase in the period; score = 1 + floor(5 x (number strictly worse) / n),
-- so that equal values score equally (a plain ntile would depend on the order of rows).
CREATE OR REPLACE TABLE customer_rfm AS
WITH base AS (
  SELECT c.customer_id, c.orders AS frequency, c.revenue AS monetary,
    date_diff('day', least(s.last_order_on, p.period_end), p.as_of) AS recency_days
  FROM customer_period AS c
  JOIN customer_sales AS s USING (customer_id), params AS p
  WHERE s.as_of = p.as_of AND c.orders > 0 AND s.last_order_on IS NOT NULL
),
ranked AS (
  SELECT *,
    rank() OVER (ORDER BY recency_days DESC) - 1 AS less_recent,
    rank() OVER (ORDER BY frequency) - 1 AS less_frequent,
    rank() OVER (ORDER BY monetary) - 1 AS less_spent,
    count(*) OVER () AS n
  FROM base
),
scored AS (
  SELECT customer_id, recency_days, frequency, monetary,
    1 + (5 * less_recent) // n AS r,
    1 + (5 * less_frequent) // n AS f,
    1 + (5 * less_spent) // n AS m
  FROM ranked
)
SELECT *,
  -- The eight classes by the mean of each score: high in recency, frequency and monetary or not.
  CASE WHEN m > avg(m) OVER () THEN 'important' ELSE 'general' END || CASE
    WHEN r > avg(r) OVER () AND f > avg(f) OVER () THEN '_value'
    WHEN r > avg(r) OVER () THEN '_develop'
    WHEN f > avg(f) OVER () THEN '_keep'
    ELSE '_retain'
  END AS class,
  -- The ten usual named segments, by recency and the mean of frequency and monetary.
  CASE
    WHEN r >= 4 AND (f + m) / 2 >= 4 THEN 'champions'
    WHEN r >= 3 AND (f + m) / 2 >= 3.5 THEN 'loyal'
    WHEN r >= 4 AND (f + m) / 2 >= 2 THEN 'potential_loyal'
    WHEN r = 5 THEN 'new'
    WHEN r = 4 THEN 'promising'
    WHEN r = 3 AND (f + m) / 2 >= 2 THEN 'need_attention'
    WHEN r = 3 THEN 'about_to_sleep'
    WHEN (f + m) / 2 >= 4.5 THEN 'cannot_lose'
    WHEN (f + m) / 2 >= 3 THEN 'at_risk'
    WHEN r = 2 OR (f + m) / 2 >= 2 THEN 'hibernating'
    ELSE 'lost'
  END AS segment
FROM scored;
