-- The cells of the chosen customers, beside what the whole base has.
WITH whole AS (
  SELECT sum(customers) AS customers, sum(revenue) AS revenue, sum(orders) AS orders, sum(fact_sum) AS fact_sum,
    sum(fact_n) AS fact_n
  FROM matrix_base
),
cells AS (
  SELECT
    f.row_place,
    f.column_place,
    sum(f.customers)::BIGINT AS customers,
    sum(f.revenue)::DOUBLE AS revenue,
    sum(f.orders)::DOUBLE AS orders,
    sum(f.fact)::DOUBLE AS fact_sum,
    count(f.fact) AS fact_n,
    count_if(f.first) AS different
  FROM matrix_cells AS f
  JOIN scope_matrix AS s ON s.key = f.key
  GROUP BY f.row_place, f.column_place
),
row_values AS (
  SELECT place, CASE WHEN place = 0 THEN chr(1) ELSE any_value(value) END AS value FROM matrix_rows GROUP BY place
),
column_values AS (
  SELECT place, CASE WHEN place = 0 THEN chr(1) ELSE any_value(value) END AS value FROM matrix_columns GROUP BY place
)
SELECT
  r.value AS row_value,
  c.value AS column_value,
  f.customers,
  f.revenue,
  f.orders,
  f.fact_sum,
  f.fact_n,
  b.customers::DOUBLE AS base_customers,
  b.revenue::DOUBLE AS base_revenue,
  b.orders::DOUBLE AS base_orders,
  w.customers::DOUBLE AS all_customers,
  w.revenue::DOUBLE AS all_revenue,
  w.orders::DOUBLE AS all_orders,
  w.fact_sum::DOUBLE AS all_fact_sum,
  w.fact_n::DOUBLE AS all_fact_n,
  sum(f.different) OVER ()::BIGINT AS different
FROM cells AS f
JOIN row_values AS r ON r.place = f.row_place
JOIN column_values AS c ON c.place = f.column_place
JOIN matrix_base AS b ON b.column_place = f.column_place
CROSS JOIN whole AS w
ORDER BY row_value, column_value;
