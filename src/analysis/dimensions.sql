-- Groups by behaviour are fitted only when somebody asks for them; they are offered before.
WITH offered AS (
  SELECT name, count(DISTINCT value) AS values, 1 AS place
  FROM customer_dimension
  WHERE name <> 'cluster'
  GROUP BY name
  UNION ALL
  SELECT 'cluster', 2, 2
  WHERE (SELECT count(*) FROM customer_period WHERE coalesce(orders, 1) > 0) >= 20
)
SELECT name, values FROM offered ORDER BY place, name;
