-- customer_period of customers who are summed up already: the one period that the file knows. Orders that it does not
-- count are null, which is not none.
CREATE OR REPLACE TABLE customer_period AS
SELECT
  s.customer_id,
  s.orders_all AS records,
  s.orders_all AS orders,
  s.revenue_all AS revenue,
  0::DECIMAL(18, 4) AS refunds_without_purchase,
  0::DECIMAL(18, 4) AS refunds_left_out,
  0::BIGINT AS orders_before,
  0::DECIMAL(18, 4) AS revenue_before
FROM customer_sales AS s
JOIN params AS p ON s.as_of = p.as_of;
