-- One row: what all files together come to, whatever the view: orders, net revenue with and without a customer, last day.
-- Where no file holds orders, what customer files say in sums.
SELECT
  count(*) AS orders,
  CASE WHEN count(*) = 0 THEN coalesce((SELECT sum(total_spend) FROM customers), 0)
    ELSE coalesce(sum(sold + refunded), 0) END::DOUBLE AS revenue
FROM orders;
