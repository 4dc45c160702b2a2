-- retention_axis: how long a period is, and which one is the first and the last up to the date.
CREATE OR REPLACE TEMP TABLE retention_axis AS
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN chosen ON name = 'grain'
),
begun AS (
  SELECT k.grain, CASE k.grain WHEN 'quarter' THEN 3 ELSE 1 END AS months,
    period_of(k.grain, p.data_start, k.week_start, k.fiscal_start) AS first_start,
    least(p.as_of, p.data_end) AS until, k.fiscal_start
  FROM picked AS k, params AS p
)
SELECT b.*, (date_diff('month', b.first_start, b.until) // b.months)::INTEGER AS last_place,
  -- The period that is not over yet; past the last one where that is.
  (date_diff('month', b.first_start, (b.until + INTERVAL 1 DAY)::DATE) // b.months)::INTEGER AS open_place
FROM begun AS b;

-- retention_cell: one row per customer and period in which something was bought or came back: how many periods after that of
-- the first purchase.
CREATE OR REPLACE TEMP TABLE retention_cell AS
WITH summed AS (
  SELECT s.key, (date_diff('month', a.first_start, s.day) // a.months)::INTEGER AS place,
    sum(net_of(s.sold, s.refunded, p.returns)) AS revenue, count_if(s.sold > 0)::INTEGER AS orders
  FROM sale AS s, retention_axis AS a, params AS p
  WHERE s.day <= a.until
  GROUP BY ALL
),
begun AS (
  SELECT key, min(place)::INTEGER AS first FROM summed WHERE orders > 0 GROUP BY key
)
SELECT s.key, b.first, s.place - b.first AS age, s.revenue, s.orders
FROM summed AS s
JOIN begun AS b ON b.key = s.key
WHERE s.place >= b.first;

-- retention_line: in which line of the picture a customer stands: that of the first period, or of a class, the largest twelve
-- by name.
CREATE OR REPLACE TEMP TABLE retention_line AS
WITH picked AS (
  SELECT coalesce(max(value), 'first') AS dimension FROM chosen WHERE name = 'rows'
),
ranked AS (
  SELECT d.value, row_number() OVER (ORDER BY count(*) DESC, d.value) AS place
  FROM customer_dimension AS d
  JOIN picked AS k ON k.dimension = d.name
  GROUP BY d.value
)
SELECT c.key, CASE a.grain
    WHEN 'quarter' THEN (CASE WHEN a.fiscal_start > 1 THEN 'FY' ELSE '' END)
      || (year(c.start) + (a.fiscal_start > 1 AND month(c.start) >= a.fiscal_start)::INTEGER)
      || ' Q' || (1 + ((month(c.start) - a.fiscal_start + 12) % 12) // 3)
    ELSE strftime(c.start, '%Y-%m')
  END AS line
FROM (
  SELECT x.key, (y.first_start + to_months(y.months * x.first))::DATE AS start
  FROM retention_cell AS x, retention_axis AS y
  WHERE x.age = 0
) AS c, retention_axis AS a, picked AS k
WHERE k.dimension = 'first'
UNION ALL
SELECT d.key, CASE WHEN r.place <= 12 THEN d.value ELSE chr(1) END
FROM picked AS k
JOIN customer_dimension AS d ON d.name = k.dimension
JOIN ranked AS r ON r.value = d.value;
