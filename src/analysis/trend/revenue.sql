-- Revenue by period of time, of the chosen customers; the months of the chosen period add up to the headline. Sales
-- without a customer stand beside it.
WITH cells AS (
  SELECT b.place, coalesce(sum(b.revenue), 0) AS revenue, sum(b.orders)::BIGINT AS orders, count_if(b.orders > 0) AS customers,
    count_if(b.begins) AS new_customers
  FROM trend_cells AS b
  JOIN scope AS c ON c.key = b.key
  GROUP BY b.place
),
summed AS MATERIALIZED (
  SELECT x.start, c.* FROM cells AS c JOIN trend_axis AS x ON x.place = c.place
),
unnamed AS (
  SELECT u.start, u.sales, u.orders FROM trend_unnamed AS u, scope_state AS x WHERE NOT x.filtered
)
SELECT
  x.start,
  coalesce(m.revenue, 0)::DOUBLE AS revenue,
  y.revenue::DOUBLE AS revenue_year_before,
  coalesce(m.orders, 0) AS orders,
  coalesce(m.customers, 0) AS customers,
  -- Near the first date of the data nobody can be called new.
  CASE WHEN x.start < p.data_start + to_days(w.days) THEN NULL ELSE coalesce(m.new_customers, 0) END AS new_customers,
  coalesce(u.sales, 0)::DOUBLE AS without_customer,
  coalesce(u.orders, 0) AS orders_without_customer,
  (x.start + CASE x.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
    - INTERVAL 1 DAY)::DATE > least(p.as_of, p.data_end) AS unfinished,
  x.start < p.data_start + to_days(w.days) AS start_of_data
FROM trend_axis AS x
CROSS JOIN params AS p
CROSS JOIN churn_window AS w
LEFT JOIN summed AS m ON m.start = x.start
LEFT JOIN summed AS y ON y.start = (CASE x.grain WHEN 'week' THEN x.start - INTERVAL 364 DAY ELSE x.start - INTERVAL 12 MONTH END)::DATE
LEFT JOIN unnamed AS u ON u.start = x.start
ORDER BY x.start;
