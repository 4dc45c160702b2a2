-- One row per day of review and tier: how many customers, and what they brought in the 12 months up to it.
WITH graded AS (
  SELECT s.as_of, s.place, count(*) AS customers, sum(s.revenue_12m) AS revenue,
    max(s.revenue_12m)::DOUBLE AS revenue_one, list_sum(max(s.revenue_12m, 2))::DOUBLE AS revenue_two
  FROM review_standing AS s
  JOIN scope AS c ON c.key = s.key
  GROUP BY s.as_of, s.place
),
filled AS (
  SELECT d.as_of, d.reviewed, d.without AS lacking, l.tier, l.ordinal, coalesce(g.customers, 0) AS customers, coalesce(g.revenue, 0) AS revenue,
    g.revenue_one, g.revenue_two
  FROM review_dates AS d
  CROSS JOIN tier_level AS l
  LEFT JOIN graded AS g ON g.as_of = d.as_of AND g.place = l.ordinal
)
SELECT
  as_of,
  reviewed,
  lacking,
  tier,
  ordinal,
  customers,
  customers / nullif(sum(customers) OVER (PARTITION BY as_of), 0) AS share,
  revenue::DOUBLE AS revenue,
  revenue_one,
  revenue_two,
  (revenue / nullif(sum(revenue) OVER (PARTITION BY as_of), 0))::DOUBLE AS revenue_share,
  customers - lag(customers) OVER (PARTITION BY tier ORDER BY as_of) AS change,
  review_since((SELECT min(x.as_of) FROM review_dates AS x), (SELECT max(x.as_of) FROM review_dates AS x)) AS without,
  (SELECT min(x.as_of) FROM review_dates AS x WHERE x.without = '') AS known_from
FROM filled
ORDER BY as_of, ordinal;
