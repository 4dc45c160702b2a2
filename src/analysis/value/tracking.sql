-- Repeat purchases up to the end of each week of who was a customer at the split, beside what was expected of them up to it.
SELECT
  (w.start + to_days(t.week::INTEGER * 7))::DATE AS start,
  sum(coalesce(r.repeats, 0)) OVER (ORDER BY t.week)::BIGINT AS actual,
  t.expected,
  w.split,
  h.customers,
  h.later_actual,
  h.later_expected
FROM value_track AS t
CROSS JOIN (
  SELECT count(*) AS customers, sum(actual)::DOUBLE AS later_actual, sum(expected::DECIMAL(18, 6))::DOUBLE AS later_expected
  FROM value_holdout
) AS h
CROSS JOIN value_span AS w
LEFT JOIN value_week AS r ON r.week = t.week
ORDER BY t.week;
