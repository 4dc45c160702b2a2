-- customer_rhythm: the customer's own gap between days with a purchase.
INSERT INTO customer_rhythm
WITH days AS (
  SELECT DISTINCT d.as_of, o.customer_id, o.ordered_at::DATE AS day
  FROM as_of_dates AS d, orders AS o
  WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_rhythm)
    AND o.customer_id IS NOT NULL AND o.sold > 0 AND o.ordered_at::DATE <= d.as_of
),
gaps AS (
  SELECT as_of, customer_id, date_diff('day', lag(day) OVER (PARTITION BY as_of, customer_id ORDER BY day), day) AS gap
  FROM days
)
SELECT as_of, customer_id, count(gap), median(gap)
FROM gaps
GROUP BY as_of, customer_id;
-- The window after which a customer counts as churned: the 90th percentile of all gaps, at least 30 days.
CREATE OR REPLACE TABLE churn_window AS
WITH days AS (
  SELECT DISTINCT o.customer_id, o.ordered_at::DATE AS day
  FROM orders AS o, params AS p
  WHERE o.customer_id IS NOT NULL AND o.sold > 0 AND o.ordered_at::DATE <= p.as_of
),
gaps AS (
  SELECT date_diff('day', lag(day) OVER (PARTITION BY customer_id ORDER BY day), day) AS gap FROM days
)
SELECT greatest(30, coalesce(quantile_cont(gap, 0.9), 90))::INTEGER AS days, count(gap) AS gaps FROM gaps;
