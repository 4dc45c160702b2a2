-- From which tier to which customers went between two reviews. Whoever has bought once is graded on every later day, so
-- nobody leaves; 'new' are those whose first purchase lies between.
WITH pair AS (SELECT * FROM review_pair('tiers.migration')),
later AS (
  SELECT t.customer_id, t.tier, s.revenue_12m AS revenue
  FROM customer_tier AS t
  JOIN pair AS p ON p.later = t.as_of
  JOIN customer_sales AS s ON s.as_of = t.as_of AND s.customer_id = t.customer_id
  SEMI JOIN scope_migration AS c ON c.customer_id = t.customer_id
),
earlier AS (
  SELECT t.customer_id, t.tier, s.revenue_12m AS revenue
  FROM customer_tier AS t
  JOIN pair AS p ON p.earlier = t.as_of
  JOIN customer_sales AS s ON s.as_of = t.as_of AND s.customer_id = t.customer_id
  SEMI JOIN scope_migration AS c ON c.customer_id = t.customer_id
),
moved AS (
  SELECT coalesce(e.tier, 'new') AS from_tier, l.tier AS to_tier, count(*) AS customers,
    coalesce(sum(e.revenue), 0) AS revenue_before, sum(l.revenue) AS revenue_after
  FROM later AS l
  LEFT JOIN earlier AS e ON e.customer_id = l.customer_id
  GROUP BY ALL
),
origin AS (
  SELECT tier, ordinal FROM tier_level
  UNION ALL
  SELECT 'new', NULL
)
SELECT
  p.earlier,
  p.later,
  o.tier AS from_tier,
  l.tier AS to_tier,
  coalesce(m.customers, 0) AS customers,
  coalesce(m.customers, 0) / nullif(sum(m.customers) OVER (PARTITION BY o.tier), 0) AS share,
  coalesce(m.revenue_before, 0)::DOUBLE AS revenue_before,
  coalesce(m.revenue_after, 0)::DOUBLE AS revenue_after,
  -- Levels upward; null for who is new.
  o.ordinal - l.ordinal AS step
FROM pair AS p, origin AS o
CROSS JOIN tier_level AS l
LEFT JOIN moved AS m ON m.from_tier = o.tier AND m.to_tier = l.tier
ORDER BY o.ordinal NULLS LAST, l.ordinal;
