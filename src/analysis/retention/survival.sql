-- How many stayed for so many days, or have been followed so long and are still there; the largest group last.
WITH followed AS (
  SELECT l.days, l.happened, g.line
  FROM retention_life AS l
  JOIN scope AS s ON s.key = l.key
  LEFT JOIN retention_group AS g ON g.key = l.key
  WHERE g.line IS NOT NULL OR (SELECT max(value) = 'all' FROM chosen WHERE name = 'rows')
),
counted AS (
  SELECT line, days, happened, count(*) AS customers FROM followed GROUP BY ALL
)
SELECT line, days::DOUBLE AS days, happened, customers::DOUBLE AS customers
FROM counted
ORDER BY sum(customers) OVER (PARTITION BY line), line, days, happened;
