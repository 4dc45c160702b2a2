-- customer_products: breadth of what was bought in 12 months (categories, else products), and margin where known.
INSERT INTO customer_products
SELECT
  d.as_of,
  l.customer_id,
  count(DISTINCT coalesce(l.category, l.product_id)),
  sum(coalesce(l.margin, l.amount - l.cost))::DECIMAL(18, 4)
FROM as_of_dates AS d, order_lines AS l
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_products)
  AND l.sold + l.refunded > 0 AND l.customer_id IS NOT NULL
  AND l.ordered_at::DATE <= d.as_of AND l.ordered_at::DATE > d.as_of - INTERVAL 12 MONTH
GROUP BY d.as_of, l.customer_id;
