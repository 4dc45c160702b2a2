-- What orders say of themselves comes last; more than one value is all that must be known of them.
-- Groups by behaviour are fitted only when somebody asks for them; they are offered before.
WITH offered AS (
  SELECT name, count(DISTINCT value) AS values, 1 AS place
  FROM customer_dimension
  WHERE name <> 'cluster'
  GROUP BY name
  UNION ALL
  SELECT 'cluster', 2, 2
  WHERE (SELECT count(*) FROM customer_period WHERE coalesce(orders, 1) > 0) >= 20
  UNION ALL
  SELECT 'order_region', CASE WHEN min(coalesce(region, place)) < max(coalesce(region, place)) THEN 2 ELSE 1 END, 3
  FROM orders HAVING count(coalesce(region, place)) > 0
  UNION ALL
  SELECT 'order_channel', CASE WHEN min(channel) < max(channel) THEN 2 ELSE 1 END, 3
  FROM orders HAVING count(channel) > 0
  UNION ALL
  SELECT 'order_category', CASE WHEN min(category) < max(category) THEN 2 ELSE 1 END, 3
  FROM order_lines WHERE ordered_at IS NOT NULL HAVING count(category) > 0
)
SELECT name, values FROM offered ORDER BY place, name;
