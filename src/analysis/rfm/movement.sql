-- From which segment into which, between the same window so many months earlier and now. `none`: no purchase in the window.
WITH picked AS (
  SELECT max(value)::INTEGER AS months FROM chosen WHERE name = 'since'
),
earlier AS (
  SELECT b.key, b.segment, b.monetary FROM customer_rfm_before AS b JOIN picked AS k ON k.months = b.months
),
moved AS (
  SELECT coalesce(b.segment, 'none') AS before, coalesce(c.segment, 'none') AS now,
    coalesce(c.key, b.key) AS key,
    coalesce(c.monetary, 0) - coalesce(b.monetary, 0) AS change
  FROM earlier AS b
  FULL JOIN customer_rfm AS c ON c.key = b.key
  -- Without an earlier window there is nothing to compare with.
  WHERE EXISTS (SELECT 1 FROM earlier)
)
SELECT before, now, count(*) AS customers,
  count(*) / sum(count(*)) OVER (PARTITION BY before) AS share,
  sum(change)::DOUBLE AS revenue_change,
  -- Who brings more and who brings less do not make each other smaller.
  sum(abs(change))::DOUBLE AS revenue_change_mass,
  max(abs(change))::DOUBLE AS revenue_change_one, list_sum(max(abs(change), 2))::DOUBLE AS revenue_change_two
FROM moved AS m
JOIN scope AS s ON s.key = m.key
GROUP BY before, now
ORDER BY before, now;
