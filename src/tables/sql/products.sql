-- customer_products: breadth of what was bought in 12 months (categories, else products), and margin where known.
INSERT INTO customer_products
WITH pending AS (
  SELECT as_of, (as_of - INTERVAL 12 MONTH)::DATE AS year_ago
  FROM as_of_dates
  WHERE as_of NOT IN (SELECT DISTINCT as_of FROM customer_products)
),
lines AS (
  SELECT
    customer_id,
    ordered_at::DATE AS day,
    coalesce(category, product_id) AS item,
    coalesce(margin, amount - cost) AS margin
  FROM order_lines
  WHERE sold + refunded > 0 AND customer_id IS NOT NULL
),
-- Grouped twice: distinct items of each customer counted at once take half as long again.
items AS (
  SELECT d.as_of, l.customer_id, l.item, sum(l.margin) AS margin
  FROM pending AS d, lines AS l
  WHERE l.day <= d.as_of AND l.day > d.year_ago
  GROUP BY d.as_of, l.customer_id, l.item
)
SELECT as_of, customer_id, count(item), sum(margin)::DECIMAL(18, 4)
FROM items
GROUP BY as_of, customer_id;
