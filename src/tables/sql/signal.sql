-- customer_signal: customers not yet churned whose silence is longer than their own rhythm allows.
-- Fewer than 3 gaps: the pooled window stands in, halved, as one sign of slowing down.
CREATE OR REPLACE TABLE customer_signal AS
SELECT
  f.customer_id,
  f.revenue_12m,
  f.recency_days <= w.days AS active,
  f.recency_days <= w.days AND (
    (f.gaps >= 3 AND f.recency_days > 2 * f.median_gap_days AND f.recency_days > 14)
    OR (f.gaps < 3 AND f.recency_days > w.days / 2)
  ) AS at_risk,
  -- Whose rhythm it is: their own, or that of all customers together.
  f.gaps >= 3 AS own_rhythm
FROM customer_facts AS f, churn_window AS w, params AS p
WHERE f.as_of = p.as_of AND f.orders_all > 0;
