-- Every pair of attribute and group, also where nobody is in it: the shown customers beside the whole base.
WITH shown AS (
  SELECT c.* FROM profile_cells AS c JOIN scope AS s ON s.key = c.key
  WHERE c.column_value IS NOT NULL
),
groups AS (
  SELECT column_value, count(DISTINCT key) AS customers FROM shown GROUP BY column_value
),
cells AS (
  SELECT row_value, column_value, count(DISTINCT key) AS customers FROM shown GROUP BY row_value, column_value
)
SELECT
  b.row_value,
  g.column_value,
  coalesce(c.customers, 0) AS customers,
  g.customers AS group_customers,
  b.customers AS base_customers,
  (sum(b.customers) OVER (PARTITION BY g.column_value))::BIGINT AS all_customers
FROM profile_base AS b
CROSS JOIN groups AS g
LEFT JOIN cells AS c ON c.row_value = b.row_value AND c.column_value = g.column_value
ORDER BY b.row_value, g.column_value;
