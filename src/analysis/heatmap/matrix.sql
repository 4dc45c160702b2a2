-- The cells of the chosen customers, beside what the whole base has.
WITH whole AS (
  SELECT sum(customers) AS customers, sum(revenue) AS revenue, sum(orders) AS orders, sum(fact_sum) AS fact_sum,
    sum(fact_n) AS fact_n, sum(row_wholes) AS row_wholes
  FROM matrix_base
),
cells AS (
  SELECT
    f.row_place,
    f.column_place,
    sum(f.customers)::BIGINT AS customers,
    sum(f.revenue)::DOUBLE AS revenue,
    max(f.revenue)::DOUBLE AS revenue_one,
    list_sum(max(f.revenue, 2))::DOUBLE AS revenue_two,
    sum(f.orders)::DOUBLE AS orders,
    sum(f.fact)::DOUBLE AS fact_sum,
    count(f.fact) AS fact_n,
    count_if(f.first) AS different,
    sum(f.part * f.part) AS squares,
    sum(f.part * f.whole) AS products,
    sum(f.whole * f.whole) AS wholes,
    sum(f.whole * f.whole / f.row_cells) AS row_wholes
  FROM matrix_cells AS f
  JOIN scope AS s ON s.key = f.key
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
  f.revenue_one,
  f.revenue_two,
  f.orders,
  f.fact_sum,
  f.fact_n,
  b.customers::DOUBLE AS base_customers,
  b.revenue::DOUBLE AS base_revenue,
  b.orders::DOUBLE AS base_orders,
  b.fact_sum::DOUBLE AS base_fact_sum,
  b.fact_n::DOUBLE AS base_fact_n,
  w.customers::DOUBLE AS all_customers,
  w.revenue::DOUBLE AS all_revenue,
  w.orders::DOUBLE AS all_orders,
  sum(f.different) OVER ()::BIGINT AS different,
  f.squares,
  f.products,
  f.wholes,
  sum(f.row_wholes) OVER (PARTITION BY f.row_place) AS row_wholes,
  b.squares AS base_squares,
  b.products AS base_products,
  b.wholes AS base_wholes,
  w.row_wholes AS all_row_wholes
FROM cells AS f
JOIN row_values AS r ON r.place = f.row_place
JOIN column_values AS c ON c.place = f.column_place
JOIN matrix_base AS b ON b.column_place = f.column_place
CROSS JOIN whole AS w
ORDER BY row_value, column_value;
