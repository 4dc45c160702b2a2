-- How many had been silent for so many days a year before the date, and how many of them bought again since.
WITH picked AS (
  SELECT coalesce(max(value), 'all') AS rhythm FROM chosen WHERE name = 'rhythm'
)
SELECT
  l.days::DOUBLE AS days,
  count(*)::DOUBLE AS customers,
  count_if(l.back)::DOUBLE AS back,
  any_value(l.day) AS called_on,
  any_value(w.churned_days)::DOUBLE AS churned_days
FROM lifecycle_silent AS l
JOIN scope AS s ON s.key = l.key
CROSS JOIN lifecycle_window AS w
CROSS JOIN picked AS k
WHERE CASE k.rhythm WHEN 'once' THEN l.purchases = 1 WHEN 'several' THEN l.purchases > 1 ELSE true END
GROUP BY l.days
ORDER BY l.days;
