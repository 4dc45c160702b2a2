-- lifecycle_standing: the stage of each customer with what the panel counts; a filter only chooses among them.
CREATE OR REPLACE TEMP TABLE lifecycle_standing AS
SELECT
  k.key,
  g.stage,
  coalesce(c.revenue, 0) AS revenue,
  coalesce(x.revenue_all, 0) AS revenue_ever,
  date_diff('day', x.last_order_on, p.as_of) AS recency_days,
  CASE WHEN x.orders_all > 0 THEN x.orders_all END AS orders,
  -- Whether the files tell who is new, and who is dormant.
  CASE WHEN x.last_order_on IS NULL THEN u.tenure_months IS NOT NULL ELSE x.first_order_on IS NOT NULL OR x.orders_all IS NOT NULL
  END AS tells_new,
  x.last_order_on IS NOT NULL AS tells_dormant
FROM customer_stage AS g
JOIN customer_index AS k ON k.customer_id = g.customer_id
CROSS JOIN params AS p
LEFT JOIN customer_sales AS x ON x.customer_id = g.customer_id AND x.as_of = p.as_of
LEFT JOIN customer_period AS c ON c.customer_id = g.customer_id
LEFT JOIN customers AS u ON u.customer_id = g.customer_id;
-- lifecycle_called: who would have been called churned half a year before the date, by the window of today, and whether they
-- bought again since. Nobody where the data did not yet reach back as far as that window on the day.
CREATE OR REPLACE TEMP TABLE lifecycle_called AS
WITH half AS (
  SELECT (p.as_of - INTERVAL 6 MONTH)::DATE AS day, p.as_of, w.churned_days
  FROM params AS p, lifecycle_window AS w
  WHERE (p.as_of - INTERVAL 6 MONTH)::DATE - w.churned_days >= p.data_start
)
SELECT s.key, any_value(h.day) AS day, max(s.day) > any_value(h.day) AS back
FROM sale AS s, half AS h
WHERE s.sold > 0 AND s.day <= h.as_of
GROUP BY s.key
HAVING max(s.day) FILTER (s.day <= h.day) < any_value(h.day) - any_value(h.churned_days);
