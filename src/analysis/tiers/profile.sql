-- Points of each indicator by tier, over the chosen customers: their mean, or their median where that is asked for.
WITH asked AS (
  SELECT count(*) > 0 AS median
  FROM chosen WHERE name = 'statistic' AND value = 'median'
),
placed AS MATERIALIZED (
  SELECT p.* EXCLUDE (key)
  FROM tier_points AS p
  JOIN scope AS s ON s.key = p.key
),
counted AS (
  SELECT tier, count(*) AS customers FROM placed GROUP BY tier
),
means AS (
  UNPIVOT (
    SELECT tier, avg(COLUMNS('^p(\d+)$')) AS '\1' FROM placed WHERE NOT (SELECT median FROM asked) GROUP BY tier
  )
  ON COLUMNS('^\d+$') INTO NAME ordinal VALUE points
),
medians AS (
  UNPIVOT (
    SELECT tier, median(COLUMNS('^p(\d+)$')) AS '\1' FROM placed WHERE (SELECT median FROM asked) GROUP BY tier
  )
  ON COLUMNS('^\d+$') INTO NAME ordinal VALUE points
)
SELECT t.name AS indicator, t.dimension, t.weight, c.tier, c.customers, m.points::DOUBLE AS points
FROM (SELECT * FROM means UNION ALL SELECT tier, ordinal, points::DOUBLE FROM medians) AS m
JOIN counted AS c ON c.tier = m.tier
JOIN tier_indicator AS t ON t.ordinal = m.ordinal::INTEGER
JOIN tier_level AS l ON l.tier = m.tier
ORDER BY t.ordinal, l.ordinal;
