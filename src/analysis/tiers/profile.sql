-- Points of each indicator, by tier: mean and median over the chosen customers, and the mean of all of them.
WITH placed AS (
  SELECT t.tier, p.* EXCLUDE (customer_id)
  FROM tier_points AS p
  JOIN params AS a ON true
  JOIN customer_tier AS t ON t.as_of = a.as_of AND t.customer_id = p.customer_id
  SEMI JOIN scope_tier_profile AS s ON s.customer_id = p.customer_id
),
counted AS (
  SELECT tier, count(*) AS customers FROM placed GROUP BY tier
),
sums AS (
  UNPIVOT (SELECT tier, sum(COLUMNS('^p(\d+)$')) AS '\1' FROM placed GROUP BY tier)
  ON COLUMNS('^\d+$') INTO NAME ordinal VALUE total
),
medians AS (
  UNPIVOT (SELECT tier, median(COLUMNS('^p(\d+)$')) AS '\1' FROM placed GROUP BY tier)
  ON COLUMNS('^\d+$') INTO NAME ordinal VALUE middle
)
SELECT
  t.name AS indicator, t.dimension, t.weight, m.tier, c.customers,
  m.total::DOUBLE / c.customers AS points_mean,
  d.middle::DOUBLE AS points_median,
  (sum(m.total) OVER whole)::DOUBLE / sum(c.customers) OVER whole AS points_all
FROM sums AS m
JOIN medians AS d ON d.tier = m.tier AND d.ordinal = m.ordinal
JOIN counted AS c ON c.tier = m.tier
JOIN tier_indicator AS t ON t.ordinal = m.ordinal::INTEGER
JOIN tier_level AS l ON l.tier = m.tier
WINDOW whole AS (PARTITION BY t.ordinal)
ORDER BY t.ordinal, l.ordinal;
