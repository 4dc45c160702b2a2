-- customer_stage: where in its life each known customer stands, as of the present date. Who never ordered is potential.
CREATE OR REPLACE TABLE customer_stage AS
SELECT
  coalesce(s.customer_id, c.customer_id) AS customer_id,
  CASE
    WHEN coalesce(s.orders_all, CASE WHEN s.revenue_all IS NOT NULL THEN 1 ELSE 0 END) = 0 THEN 'potential'
    WHEN s.last_order_on IS NULL THEN NULL
    WHEN date_diff('day', s.last_order_on, p.as_of) > w.churned_days THEN 'churned'
    WHEN date_diff('day', s.last_order_on, p.as_of) > w.dormant_days THEN 'dormant'
    WHEN date_diff('day', s.first_order_on, p.as_of) <= w.new_days THEN 'new'
    ELSE 'active'
  END AS stage
FROM params AS p, lifecycle_window AS w, customers AS c
FULL JOIN (SELECT x.* FROM customer_sales AS x JOIN params AS q ON q.as_of = x.as_of) AS s
  ON s.customer_id = c.customer_id;
