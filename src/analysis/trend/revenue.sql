-- Revenue by period of time: inside the chosen period by the headline's rule (buyers of the period), before it by all
-- buyers up to as_of; so the months of the period add up to the headline. Sales without a customer stand beside it.
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN controls ON panel = 'trend.revenue' AND name = 'grain'
),
-- Joined before anything else is known of a row: with the one-row tables in between the engine hashes the sales.
bought AS MATERIALIZED (
  SELECT c.key, s.day, s.sold, s.refunded, c.ever_bought, c.buys_in_period
  FROM sale AS s
  JOIN trend_customers AS c ON c.key = s.key
),
summed AS (
  SELECT
    period_of(k.grain, b.day, k.week_start, k.fiscal_start) AS start,
    coalesce(sum(CASE
      WHEN CASE WHEN b.day BETWEEN p.period_start AND p.period_end THEN b.buys_in_period ELSE b.ever_bought END
      THEN b.sold + CASE WHEN p.returns = 'net' THEN b.refunded ELSE 0 END
    END), 0) AS revenue,
    count_if(b.sold > 0) AS orders
  FROM bought AS b, params AS p, picked AS k
  WHERE b.day <= p.as_of
  GROUP BY 1
),
axis AS (
  SELECT unnest(generate_series(
    period_of(k.grain, p.data_start, k.week_start, k.fiscal_start),
    period_of(k.grain, p.as_of, k.week_start, k.fiscal_start),
    CASE k.grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
  ))::DATE AS start
  FROM params AS p, picked AS k
),
-- Buyers by period: a customer's periods are bits of one number, 60 to a row. Counting distinct buyers needs a row for
-- each customer and period, which is slower and at ten million orders more than the engine's memory holds.
marked AS (
  SELECT key, place // 60 AS page, bit_or(1::BIGINT << (place % 60)::INTEGER) AS marks
  FROM (
    SELECT b.key, period_place(k.grain, period_of(k.grain, b.day, k.week_start, k.fiscal_start)) AS place
    FROM bought AS b, params AS p, picked AS k
    WHERE b.sold > 0 AND b.day <= p.as_of
  )
  GROUP BY ALL
),
buyers AS (
  SELECT x.start, count(*) AS customers
  FROM (SELECT start, period_place(k.grain, start) AS place FROM axis, picked AS k) AS x
  JOIN marked AS m ON m.page = x.place // 60 AND (m.marks >> (x.place % 60)::INTEGER) & 1 = 1
  GROUP BY x.start
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
  coalesce(b.customers, 0) AS customers,
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
LEFT JOIN buyers AS b ON b.start = x.start
LEFT JOIN begun AS n ON n.start = x.start
LEFT JOIN unnamed AS u ON u.start = x.start
ORDER BY x.start;
