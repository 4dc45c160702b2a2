-- Revenue by period of time, of the chosen customers; the months of the chosen period add up to the headline. Sales
-- without a customer stand beside it.
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN controls ON panel = 'trend.revenue' AND name = 'grain'
),
summed AS (
  SELECT
    b.start,
    coalesce(sum(b.revenue), 0) AS revenue,
    sum(b.orders)::BIGINT AS orders,
    count_if(b.orders > 0) AS customers
  FROM trend_cells AS b
  JOIN trend_customers AS c ON c.key = b.key
  GROUP BY b.start
),
axis AS (
  SELECT unnest(generate_series(
    period_of(k.grain, p.data_start, k.week_start, k.fiscal_start),
    period_of(k.grain, p.as_of, k.week_start, k.fiscal_start),
    CASE k.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
  ))::DATE AS start
  FROM params AS p, picked AS k
),
begun AS (
  SELECT period_of(k.grain, c.first_order_on, k.week_start, k.fiscal_start) AS start, count(*) AS new_customers
  FROM trend_customers AS c, picked AS k
  WHERE c.first_order_on IS NOT NULL
  GROUP BY 1
),
unnamed AS (
  SELECT period_of(k.grain, o.ordered_at::DATE, k.week_start, k.fiscal_start) AS start, sum(o.sold + o.refunded) AS sales
  FROM orders AS o, params AS p, picked AS k, scope_state AS x
  WHERE NOT x.filtered AND o.customer_id IS NULL AND o.ordered_at::DATE <= p.as_of
  GROUP BY 1
)
SELECT
  x.start,
  coalesce(m.revenue, 0)::DOUBLE AS revenue,
  y.revenue::DOUBLE AS revenue_year_before,
  coalesce(m.orders, 0) AS orders,
  coalesce(m.customers, 0) AS customers,
  -- Near the first date of the data nobody can be called new.
  CASE WHEN x.start < p.data_start + to_days(w.days) THEN NULL ELSE coalesce(n.new_customers, 0) END AS new_customers,
  coalesce(u.sales, 0)::DOUBLE AS without_customer,
  (x.start + CASE k.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
    - INTERVAL 1 DAY)::DATE > least(p.as_of, p.data_end) AS unfinished,
  x.start < p.data_start + to_days(w.days) AS start_of_data
FROM axis AS x
CROSS JOIN params AS p
CROSS JOIN picked AS k
CROSS JOIN churn_window AS w
LEFT JOIN summed AS m ON m.start = x.start
LEFT JOIN summed AS y ON y.start = (CASE k.grain WHEN 'week' THEN x.start - INTERVAL 364 DAY ELSE x.start - INTERVAL 12 MONTH END)::DATE
LEFT JOIN begun AS n ON n.start = x.start
LEFT JOIN unnamed AS u ON u.start = x.start
ORDER BY x.start;
