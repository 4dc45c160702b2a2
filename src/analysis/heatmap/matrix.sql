-- Any two dimensions of the customers x a metric; at most 20 rows and 12 columns, the rest as "others".
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS row_dimension,
    max(CASE WHEN name = 'columns' THEN value END) AS column_dimension
  FROM controls WHERE panel = 'heatmap.matrix'
),
both_sides AS (
  SELECT
    a.customer_id,
    a.value AS row_value,
    b.value AS column_value,
    coalesce(c.revenue, 0) AS revenue,
    coalesce(c.orders, 0) AS orders
  FROM picked AS k
  JOIN customer_dimension AS a ON a.name = k.row_dimension
  JOIN customer_dimension AS b ON b.name = k.column_dimension AND b.customer_id = a.customer_id
  LEFT JOIN customer_period AS c ON c.customer_id = a.customer_id
),
top_rows AS (
  SELECT row_value FROM both_sides GROUP BY row_value ORDER BY count(*) DESC, row_value LIMIT 20
),
top_columns AS (
  SELECT column_value FROM both_sides GROUP BY column_value ORDER BY count(*) DESC, column_value LIMIT 12
),
folded AS (
  SELECT
    x.customer_id,
    CASE WHEN x.row_value IN (SELECT row_value FROM top_rows) THEN x.row_value ELSE chr(1) END AS row_value,
    CASE WHEN x.column_value IN (SELECT column_value FROM top_columns) THEN x.column_value ELSE chr(1) END AS column_value,
    x.revenue,
    x.orders
  FROM both_sides AS x
),
-- What the index compares with is the whole base, whatever the filter chose.
base AS (
  SELECT column_value, count(*) AS customers, sum(revenue) AS revenue, sum(orders) AS orders
  FROM folded
  GROUP BY column_value
)
SELECT
  f.row_value,
  f.column_value,
  count(*) AS customers,
  sum(f.revenue)::DOUBLE AS revenue,
  sum(f.orders)::DOUBLE AS orders,
  any_value(b.customers) AS base_customers,
  any_value(b.revenue)::DOUBLE AS base_revenue,
  any_value(b.orders)::DOUBLE AS base_orders,
  (SELECT sum(customers) FROM base)::DOUBLE AS all_customers,
  (SELECT sum(revenue) FROM base)::DOUBLE AS all_revenue,
  (SELECT sum(orders) FROM base)::DOUBLE AS all_orders
FROM folded AS f
SEMI JOIN scope_matrix AS s ON s.customer_id = f.customer_id
JOIN base AS b ON b.column_value = f.column_value
GROUP BY f.row_value, f.column_value
ORDER BY f.row_value, f.column_value;
