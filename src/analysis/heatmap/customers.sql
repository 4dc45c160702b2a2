-- matrix_spread: any two dimensions of the customers, one row a customer. A filter changes nothing of it. Of whom an attribute
-- is not said, that is a value of its own, so that the cells add up; who stands in no tier or segment belongs to no cell.
CREATE OR REPLACE TEMP TABLE matrix_spread AS
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS row_dimension,
    max(CASE WHEN name = 'columns' THEN value END) AS column_dimension
  FROM chosen
),
-- What is made of customers here and not said of them.
made AS (
  SELECT * FROM (VALUES ('tier'), ('segment'), ('class'), ('stage'), ('cluster'), ('saved')) AS m (name)
),
placed AS (
  SELECT
    coalesce(a.key, b.key) AS key,
    coalesce(a.value, CASE WHEN k.row_dimension NOT IN (FROM made) THEN chr(2) END) AS row_value,
    coalesce(b.value, CASE WHEN k.column_dimension NOT IN (FROM made) THEN chr(2) END) AS column_value
  FROM (SELECT d.key, d.value FROM customer_dimension AS d JOIN picked AS k ON d.name = k.row_dimension) AS a
  FULL JOIN (SELECT d.key, d.value FROM customer_dimension AS d JOIN picked AS k ON d.name = k.column_dimension) AS b
    ON b.key = a.key
  CROSS JOIN picked AS k
)
SELECT
  p.key,
  p.row_value,
  p.column_value,
  coalesce(c.revenue, 0) AS revenue,
  coalesce(c.orders, 0) AS orders,
  1 AS customers,
  -- Each customer stands in one cell.
  NULL::DOUBLE AS row_whole,
  1 AS row_cells
FROM placed AS p
LEFT JOIN customers_scored AS c ON c.key = p.key
WHERE p.row_value IS NOT NULL AND p.column_value IS NOT NULL;
