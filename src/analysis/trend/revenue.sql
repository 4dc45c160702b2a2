-- Revenue by period of time, of the chosen customers; the months of the chosen period add up to the headline. Sales
-- without a customer stand beside it; where no order names one, they are the trend.
WITH named AS MATERIALIZED (
  SELECT b.place, coalesce(sum(b.revenue), 0) AS revenue, sum(b.orders)::BIGINT AS orders, count_if(b.orders > 0) AS customers,
    count_if(b.begins) AS new_customers,
    max(b.revenue)::DOUBLE AS revenue_one, list_sum(max(b.revenue, 2))::DOUBLE AS revenue_two
  FROM trend_cells AS b
  JOIN scope AS c ON c.key = b.key
  GROUP BY b.place
),
unnamed AS MATERIALIZED (
  SELECT u.start, u.sales, u.orders FROM trend_unnamed AS u, scope_state AS x WHERE NOT x.filtered
),
alone AS (
  SELECT coalesce((SELECT sum(orders) FROM named), 0) = 0 AND coalesce((SELECT sum(orders) FROM unnamed), 0) > 0 AS so
),
sold AS MATERIALIZED (
  SELECT
    x.start,
    x.grain,
    CASE WHEN a.so THEN u.sales ELSE m.revenue END::DOUBLE AS revenue,
    CASE WHEN a.so THEN u.orders ELSE m.orders END AS orders,
    m.customers,
    m.new_customers,
    CASE WHEN NOT a.so THEN m.revenue_one END AS revenue_one,
    CASE WHEN NOT a.so THEN m.revenue_two END AS revenue_two,
    u.sales AS without_customer,
    u.orders AS orders_without_customer
  FROM trend_axis AS x
  CROSS JOIN alone AS a
  LEFT JOIN named AS m ON m.place = x.place
  LEFT JOIN unnamed AS u ON u.start = x.start
),
compared AS (
  SELECT s.*, y.revenue AS revenue_year_before, lag(coalesce(s.revenue, 0)) OVER (ORDER BY s.start) AS revenue_before
  FROM sold AS s
  LEFT JOIN sold AS y ON y.start = (CASE s.grain WHEN 'week' THEN s.start - INTERVAL 364 DAY ELSE s.start - INTERVAL 12 MONTH END)::DATE
)
SELECT
  x.start,
  coalesce(x.revenue, 0) AS revenue,
  x.revenue_one,
  x.revenue_two,
  x.revenue_year_before,
  -- Of nothing, or of refunds alone, there is no share.
  CASE WHEN x.revenue_year_before > 0 THEN coalesce(x.revenue, 0) / x.revenue_year_before - 1 END AS year_change,
  CASE WHEN x.revenue_before > 0 THEN coalesce(x.revenue, 0) / x.revenue_before - 1 END AS change,
  coalesce(x.orders, 0) AS orders,
  coalesce(x.customers, 0) AS customers,
  -- Near the first date of the data nobody can be called new.
  CASE WHEN x.start < p.data_start + to_days(w.days) THEN NULL ELSE coalesce(x.new_customers, 0) END AS new_customers,
  coalesce(x.without_customer, 0)::DOUBLE AS without_customer,
  coalesce(x.orders_without_customer, 0) AS orders_without_customer,
  (x.start + CASE x.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
    - INTERVAL 1 DAY)::DATE > least(p.as_of, p.data_end) AS unfinished,
  x.start < p.data_start + to_days(w.days) AS start_of_data
FROM compared AS x, params AS p, churn_window AS w
ORDER BY x.start;
