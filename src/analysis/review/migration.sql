-- From which tier to which customers went between two reviews. Whoever has bought once is graded on every later day, so
-- nobody leaves; 'new' are those whose first purchase lies between.
WITH pair AS (SELECT * FROM review_pair),
later AS (
  SELECT s.key, s.place, s.revenue_12m AS revenue
  FROM review_standing AS s
  JOIN pair AS p ON p.later = s.as_of
  JOIN scope AS c ON c.key = s.key
),
moved AS (
  SELECT e.place AS from_place, l.place AS to_place, count(*) AS customers,
    coalesce(sum(e.revenue_12m), 0) AS revenue_before, sum(l.revenue) AS revenue_after,
    max(e.revenue_12m)::DOUBLE AS revenue_before_one, list_sum(max(e.revenue_12m, 2))::DOUBLE AS revenue_before_two,
    max(l.revenue)::DOUBLE AS revenue_after_one, list_sum(max(l.revenue, 2))::DOUBLE AS revenue_after_two
  FROM later AS l
  LEFT JOIN (SELECT s.* FROM review_standing AS s JOIN pair AS p ON p.earlier = s.as_of) AS e ON e.key = l.key
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
  review_since(p.earlier, p.later) AS without,
  o.tier AS from_tier,
  l.tier AS to_tier,
  coalesce(m.customers, 0) AS customers,
  coalesce(m.customers, 0) / nullif(sum(m.customers) OVER (PARTITION BY o.tier), 0) AS share,
  coalesce(m.revenue_before, 0)::DOUBLE AS revenue_before,
  coalesce(m.revenue_after, 0)::DOUBLE AS revenue_after,
  m.revenue_before_one,
  m.revenue_before_two,
  m.revenue_after_one,
  m.revenue_after_two,
  -- Levels upward; null for who is new.
  o.ordinal - l.ordinal AS step
FROM pair AS p, origin AS o
CROSS JOIN tier_level AS l
LEFT JOIN moved AS m ON m.from_place IS NOT DISTINCT FROM o.ordinal AND m.to_place = l.ordinal
ORDER BY o.ordinal NULLS LAST, l.ordinal;
