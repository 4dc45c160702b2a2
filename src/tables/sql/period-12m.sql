-- customer_period for the 12 months up to as_of: the same figures that period.sql sums, taken from customer_sales.
CREATE OR REPLACE TABLE customer_period AS
SELECT
  s.customer_id,
  s.records_12m AS records,
  s.orders_12m AS orders,
  s.revenue_12m AS revenue,
  (CASE WHEN s.orders_12m = 0 THEN s.refunded_12m ELSE 0 END)::DECIMAL(18, 4) AS refunds_without_purchase,
  (CASE WHEN s.orders_12m > 0 AND p.returns = 'drop' THEN s.refunded_12m ELSE 0 END)::DECIMAL(18, 4) AS refunds_left_out,
  CASE WHEN p.before_start IS NULL THEN 0 ELSE s.orders_prior_12m END AS orders_before,
  CASE WHEN p.before_start IS NULL THEN 0 ELSE s.revenue_prior_12m END::DECIMAL(18, 4) AS revenue_before
FROM customer_sales AS s
JOIN params AS p ON s.as_of = p.as_of
WHERE s.records_12m > 0 OR (p.before_start IS NOT NULL AND s.orders_prior_12m > 0);
