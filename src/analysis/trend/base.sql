-- trend_base: one row a customer, by its short number.
CREATE OR REPLACE TEMP TABLE trend_base AS
SELECT
  a.customer_id,
  k.key,
  a.first_order_on,
  a.orders_all > 0 AS ever_bought,
  coalesce(c.orders, 0) > 0 AS buys_in_period
FROM customer_sales AS a
JOIN params AS p ON a.as_of = p.as_of
JOIN sale_key AS k ON k.customer_id = a.customer_id
LEFT JOIN customer_period AS c ON c.customer_id = a.customer_id;

CREATE OR REPLACE TEMP TABLE trend_cells (key INTEGER, start DATE, revenue DECIMAL(38, 4), orders INTEGER);
