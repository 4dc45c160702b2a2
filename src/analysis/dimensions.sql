-- What orders say of themselves comes last; more than one value is all that must be known of them.
-- Groups by behaviour are fitted only when somebody asks for them; they are offered before.
WITH said AS MATERIALIZED (
  SELECT
    min(coalesce(region, place)) AS first_region, max(coalesce(region, place)) AS last_region,
    min(channel) AS first_channel, max(channel) AS last_channel
  FROM orders
),
offered AS (
  SELECT name, count(DISTINCT value) AS values, 1 AS place
  FROM customer_dimension
  WHERE name <> 'cluster'
  GROUP BY name
  UNION ALL
  SELECT 'cluster', 2, 2
  WHERE (SELECT count(*) FROM customer_period WHERE coalesce(orders, 1) > 0) >= 20
  UNION ALL
  SELECT 'order_region', CASE WHEN first_region < last_region THEN 2 ELSE 1 END, 3 FROM said WHERE first_region IS NOT NULL
  UNION ALL
  SELECT 'order_channel', CASE WHEN first_channel < last_channel THEN 2 ELSE 1 END, 3 FROM said WHERE first_channel IS NOT NULL
  UNION ALL
  SELECT 'order_category', CASE WHEN min(category) < max(category) THEN 2 ELSE 1 END, 3
  FROM order_lines WHERE ordered_at IS NOT NULL HAVING count(category) > 0
)
SELECT name, values FROM offered ORDER BY place, name;
