-- One row per stage in the order of a customer's life, with the windows that part them.
WITH counted AS (
  SELECT
    b.stage,
    count(*) AS customers,
    sum(b.revenue) AS revenue,
    sum(b.revenue_ever) AS revenue_ever,
    max(b.revenue)::DOUBLE AS revenue_one, list_sum(max(b.revenue, 2))::DOUBLE AS revenue_two,
    max(b.revenue_ever)::DOUBLE AS revenue_ever_one, list_sum(max(b.revenue_ever, 2))::DOUBLE AS revenue_ever_two,
    median(b.recency_days)::DOUBLE AS recency_median,
    median(b.orders)::DOUBLE AS orders_median
  FROM lifecycle_standing AS b
  JOIN scope AS s ON s.key = b.key
  GROUP BY b.stage
),
returned AS (
  SELECT any_value(c.day) AS called_on, count(*) AS called, count_if(c.back) AS came_back
  FROM lifecycle_called AS c
  JOIN scope AS s ON s.key = c.key
),
-- What no file can tell is no answer and not none: without days nobody is dormant or not.
told AS (
  SELECT stage
  FROM (VALUES ('potential'), ('active'), ('churned')) AS v (stage)
  UNION ALL
  SELECT 'new' WHERE (SELECT bool_or(tells_new) FROM lifecycle_standing)
  UNION ALL
  SELECT 'dormant' WHERE (SELECT bool_or(tells_dormant) FROM lifecycle_standing)
)
SELECT
  l.stage,
  CASE WHEN t.stage IS NOT NULL THEN coalesce(n.customers, 0) END AS customers,
  CASE WHEN t.stage IS NOT NULL THEN coalesce(n.customers / nullif(sum(n.customers) OVER (), 0), 0) END AS share,
  CASE WHEN t.stage IS NOT NULL THEN coalesce(n.revenue, 0)::DOUBLE END AS revenue,
  CASE WHEN t.stage IS NOT NULL THEN coalesce(n.revenue / nullif(sum(n.revenue) OVER (), 0), 0)::DOUBLE END AS revenue_share,
  CASE WHEN t.stage IS NOT NULL THEN coalesce(n.revenue_ever, 0)::DOUBLE END AS revenue_ever,
  n.revenue_one,
  n.revenue_two,
  n.revenue_ever_one,
  n.revenue_ever_two,
  n.recency_median,
  n.orders_median,
  'stage_' || l.stage AS treatment,
  coalesce((SELECT x.customers FROM counted AS x WHERE x.stage IS NULL), 0) AS without_stage,
  r.called_on,
  r.called,
  r.came_back,
  w.*
FROM (VALUES ('potential', 1), ('new', 2), ('active', 3), ('dormant', 4), ('churned', 5)) AS l (stage, place)
CROSS JOIN lifecycle_window AS w
CROSS JOIN returned AS r
LEFT JOIN counted AS n ON n.stage = l.stage
LEFT JOIN told AS t ON t.stage = l.stage
ORDER BY l.place;
