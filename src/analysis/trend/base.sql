-- trend_axis: the periods of time from the first order to the date, numbered from 0.
CREATE OR REPLACE TEMP TABLE trend_axis AS
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN chosen ON name = 'grain'
),
starts AS (
  SELECT k.*, unnest(generate_series(
    period_of(k.grain, p.data_start, k.week_start, k.fiscal_start),
    period_of(k.grain, p.as_of, k.week_start, k.fiscal_start),
    CASE k.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
  ))::DATE AS start
  FROM params AS p, picked AS k
)
SELECT *, row_number() OVER (ORDER BY start)::INTEGER - 1 AS place FROM starts;

-- trend_unnamed: what was sold to nobody whom a file names.
CREATE OR REPLACE TEMP TABLE trend_unnamed AS
SELECT period_of(k.grain, o.ordered_at::DATE, k.week_start, k.fiscal_start) AS start, sum(o.sold + o.refunded) AS sales, count_if(o.sold > 0) AS orders
FROM orders AS o, params AS p, (SELECT * FROM trend_axis WHERE place = 0) AS k
WHERE o.customer_id IS NULL AND o.ordered_at::DATE <= p.as_of
GROUP BY 1;

CREATE OR REPLACE TEMP TABLE trend_cells (
  key INTEGER, place INTEGER, revenue DECIMAL(18, 4), orders INTEGER,
  -- The customer's first purchase lies in it.
  begins BOOLEAN
);
