-- What one order of a customer held.
SELECT coalesce(product_name, product_id, category) AS product, category, quantity::DOUBLE AS quantity,
  unit_price::DOUBLE AS unit_price, amount::DOUBLE AS amount
FROM order_lines
WHERE customer_id = ? AND order_id = ?
ORDER BY amount DESC NULLS LAST, product
LIMIT 200;
