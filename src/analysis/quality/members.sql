-- Customers to be looked at side by side: what the files say of them, and what they bought.
SELECT
  c.customer_id, c.name, c.kind, c.phone, c.email, c.country, c.province, c.city, c.industry, c.owner, c.source, c.level,
  c.created_at::DATE AS created_at, coalesce(o.orders, 0)::DOUBLE AS orders, coalesce(o.amount, 0)::DOUBLE AS amount, o.last_on
FROM customers AS c
LEFT JOIN (
  SELECT customer_id, count(*) AS orders, sum(sold + refunded) AS amount, max(ordered_at)::DATE AS last_on
  FROM orders
  WHERE customer_id IN (SELECT customer_id FROM quality_wanted)
  GROUP BY customer_id
) AS o ON o.customer_id = c.customer_id
WHERE c.customer_id IN (SELECT customer_id FROM quality_wanted)
ORDER BY c.customer_id;
