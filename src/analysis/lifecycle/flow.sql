-- From which stage to which customers went between the earlier day and now; each customer once.
WITH place AS (
  -- In the order of life; and how near to buying.
  SELECT * FROM (VALUES
    ('came', 1, NULL), ('undated', 2, NULL), ('potential', 3, 3), ('new', 4, 4), ('active', 5, 5), ('dormant', 6, 2), ('churned', 7, 1)
  ) AS l (stage, place, near)
),
moved AS (
  SELECT b.stage_before, b.stage_now, count(*) AS customers, sum(b.revenue)::DOUBLE AS revenue,
    max(b.revenue)::DOUBLE AS revenue_one, list_sum(max(b.revenue, 2))::DOUBLE AS revenue_two
  FROM lifecycle_shift AS b
  JOIN scope AS s ON s.key = b.key
  GROUP BY ALL
)
SELECT
  d.earlier,
  d.later,
  m.stage_before,
  m.stage_now,
  m.customers,
  m.customers / sum(m.customers) OVER (PARTITION BY m.stage_before) AS share,
  m.revenue,
  m.revenue_one,
  m.revenue_two,
  -- Towards buying or away from it; null for who came since and who is undated.
  t.near - f.near AS step,
  d.known_days < w.churned_days AS short,
  d.known_days,
  w.churned_days
FROM moved AS m
CROSS JOIN lifecycle_pair AS d
CROSS JOIN lifecycle_window AS w
JOIN place AS f ON f.stage = m.stage_before
JOIN place AS t ON t.stage = m.stage_now
ORDER BY f.place, t.place;
