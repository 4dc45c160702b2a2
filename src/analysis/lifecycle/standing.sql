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
