-- growth_move: one row per customer and period in which it bought (0 first ever, 1 also in the period before, 2 again after
-- a pause) or no longer did (3, the period after). Customer and period are one number: sorting it is faster than a window
-- for each customer.
CREATE OR REPLACE TEMP TABLE growth_axis AS
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN chosen ON name = 'grain'
)
SELECT k.grain, CASE k.grain WHEN 'quarter' THEN 3 ELSE 1 END AS months,
  period_of(k.grain, p.data_start, k.week_start, k.fiscal_start) AS first_start,
  period_of(k.grain, p.as_of, k.week_start, k.fiscal_start) AS last_start,
  p.as_of
FROM picked AS k, params AS p;
CREATE OR REPLACE TEMP TABLE growth_move AS
WITH spots AS (
  SELECT DISTINCT s.key::BIGINT * 65536 + date_diff('month', a.first_start, s.day) // a.months AS spot
  FROM sale AS s, growth_axis AS a
  WHERE s.sold > 0 AND s.day <= a.as_of
),
followed AS (
  SELECT spot, lag(spot) OVER (ORDER BY spot) AS before, lead(spot) OVER (ORDER BY spot) AS after FROM spots
)
SELECT (spot // 65536)::INTEGER AS key, (spot % 65536)::INTEGER AS place,
  (CASE WHEN before // 65536 = spot // 65536 THEN CASE WHEN spot - before = 1 THEN 1 ELSE 2 END ELSE 0 END)::UTINYINT AS move
FROM followed
UNION ALL
SELECT (spot // 65536)::INTEGER, (spot % 65536)::INTEGER + 1, 3::UTINYINT
FROM followed
WHERE coalesce(after - spot, 2) <> 1;
