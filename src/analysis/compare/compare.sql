-- Every customer graded on a past day: scores by several gradings of that day, and what the customer did after it.
WITH base AS (
  SELECT f.customer_id, t.score, f.revenue_all, f.revenue_12m, f.orders_12m, f.recency_days
  FROM customer_facts AS f
  JOIN compare_span AS s ON s.as_of = f.as_of
  JOIN customer_tier AS t ON t.as_of = f.as_of AND t.customer_id = f.customer_id
  SEMI JOIN scope_compare AS c ON c.customer_id = f.customer_id
),
after AS (
  SELECT o.customer_id, count_if(o.sold > 0) AS orders,
    sum(o.sold + CASE WHEN p.returns = 'net' THEN o.refunded ELSE 0 END) AS revenue
  FROM orders AS o, compare_span AS s, params AS p
  WHERE o.customer_id IS NOT NULL AND o.ordered_at::DATE > s.as_of AND o.ordered_at::DATE <= s.until
  GROUP BY o.customer_id
)
SELECT
  s.as_of, s.until, s.months,
  b.score AS current,
  b.revenue_all::DOUBLE AS revenue_all,
  b.revenue_12m::DOUBLE AS revenue_12m,
  b.orders_12m::DOUBLE AS orders_12m,
  -- Shares of customers strictly below, so that equal values stand equally.
  0.4 * percent_rank() OVER (ORDER BY b.orders_12m) + 0.2 * percent_rank() OVER (ORDER BY b.recency_days DESC)
    + 0.4 * percent_rank() OVER (ORDER BY b.revenue_12m) AS rhythm,
  (coalesce(a.orders, 0) > 0)::INTEGER AS bought,
  CASE WHEN a.orders > 0 THEN a.revenue ELSE 0 END::DOUBLE AS revenue
FROM compare_span AS s, base AS b
LEFT JOIN after AS a ON a.customer_id = b.customer_id
ORDER BY b.customer_id;
