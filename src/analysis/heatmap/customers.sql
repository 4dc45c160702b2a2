-- matrix_spread: any two dimensions of the customers, one row a customer. A filter changes nothing of it.
CREATE OR REPLACE TEMP TABLE matrix_spread AS
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS row_dimension,
    max(CASE WHEN name = 'columns' THEN value END) AS column_dimension
  FROM chosen
)
SELECT
  a.key,
  a.value AS row_value,
  b.value AS column_value,
  coalesce(c.revenue, 0) AS revenue,
  coalesce(c.orders, 0) AS orders,
  1 AS customers,
  -- Each customer stands in one cell.
  NULL::DOUBLE AS row_whole,
  1 AS row_cells
FROM picked AS k
JOIN customer_dimension AS a ON a.name = k.row_dimension
JOIN customer_dimension AS b ON b.name = k.column_dimension AND b.key = a.key
LEFT JOIN customers_scored AS c ON c.key = a.key;
