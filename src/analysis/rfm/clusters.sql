-- Groups by behaviour, best spenders first: whom the filter leaves of each, beside the centres of all.
WITH inside AS (
  SELECT m.* FROM model_cluster AS m JOIN scope AS s ON s.key = m.key
),
-- The named segment in which most of a group stand.
usual AS (
  SELECT cluster, segment, count(*) AS customers,
    row_number() OVER (PARTITION BY cluster ORDER BY count(*) DESC, segment) AS place
  FROM inside
  WHERE segment IS NOT NULL
  GROUP BY cluster, segment
),
summed AS (
  SELECT cluster, count(*) AS customers, sum(monetary) AS revenue,
    max(monetary)::DOUBLE AS revenue_one, list_sum(max(monetary, 2))::DOUBLE AS revenue_two,
    median(recency_days)::DOUBLE AS recency_median,
    median(frequency)::DOUBLE AS frequency_median,
    median(monetary)::DOUBLE AS monetary_median
  FROM inside
  GROUP BY cluster
)
SELECT
  g.cluster, g.customers, g.customers / sum(g.customers) OVER () AS share,
  g.revenue::DOUBLE AS revenue,
  g.revenue_one,
  g.revenue_two,
  (g.revenue / nullif(sum(g.revenue) OVER (), 0))::DOUBLE AS revenue_share,
  g.recency_median, g.frequency_median, g.monetary_median,
  u.segment, u.segment AS treatment,
  c.recency AS recency_centre, c.frequency AS frequency_centre, c.monetary AS monetary_centre,
  w.width, t.logged, t.constant, t.unknown, t.unplaced
FROM summed AS g
JOIN cluster_centre AS c ON c.cluster = g.cluster
CROSS JOIN cluster_fit AS t
LEFT JOIN cluster_width AS w ON w.chosen
LEFT JOIN usual AS u ON u.cluster = g.cluster AND u.place = 1
ORDER BY c.number;
