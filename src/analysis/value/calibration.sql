-- What came after the split of those who had bought again so often before it, beside what was expected and what their past
-- rate says.
SELECT
  CASE
    WHEN h.frequency >= 7 THEN 'seven'
    WHEN h.frequency >= 4 THEN 'four'
    WHEN h.frequency = 3 THEN 'three'
    WHEN h.frequency = 2 THEN 'two'
    WHEN h.frequency = 1 THEN 'one'
    ELSE 'none'
  END AS class,
  count(*) AS customers,
  avg(h.actual) AS actual_mean,
  avg(h.expected::DECIMAL(18, 6)) AS expected_mean,
  avg(h.naive::DECIMAL(18, 6)) AS naive_mean
FROM value_holdout AS h
JOIN scope AS s ON s.key = h.key
GROUP BY class
ORDER BY min(h.frequency);
