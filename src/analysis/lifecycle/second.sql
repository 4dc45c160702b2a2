-- How many took so many days to their second purchase, or have been followed so long without one.
WITH picked AS (
  SELECT coalesce(max(value), 'all') AS grain FROM chosen WHERE name = 'grain'
),
followed AS (
  SELECT b.* FROM lifecycle_second AS b JOIN scope AS s ON s.key = b.key
)
SELECT
  CASE WHEN p.grain = 'quarter' THEN c.quarter END AS cohort,
  c.days::DOUBLE AS days,
  c.happened,
  count(*)::DOUBLE AS customers,
  (SELECT count(*) FROM followed AS x WHERE NOT x.known) AS unknown
FROM followed AS c
CROSS JOIN picked AS p
WHERE c.known
GROUP BY ALL
ORDER BY cohort, days, happened;
