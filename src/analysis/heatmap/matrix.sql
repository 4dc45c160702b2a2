-- The cells of the chosen customers, beside what the whole base has.
WITH whole AS (
  SELECT sum(customers) AS customers, sum(revenue) AS revenue, sum(orders) AS orders, sum(fact_sum) AS fact_sum,
    sum(fact_n) AS fact_n
  FROM matrix_base
),
chosen AS (
  SELECT f.* FROM matrix_cells AS f SEMI JOIN scope_matrix AS s ON s.customer_id = f.customer_id
),
different AS (
  SELECT count_if(first) AS n FROM chosen
)
SELECT
  f.row_value,
  f.column_value,
  sum(f.customers)::BIGINT AS customers,
  sum(f.revenue)::DOUBLE AS revenue,
  sum(f.orders)::DOUBLE AS orders,
  sum(f.fact)::DOUBLE AS fact_sum,
  count(f.fact) AS fact_n,
  any_value(b.customers)::DOUBLE AS base_customers,
  any_value(b.revenue)::DOUBLE AS base_revenue,
  any_value(b.orders)::DOUBLE AS base_orders,
  any_value(w.customers)::DOUBLE AS all_customers,
  any_value(w.revenue)::DOUBLE AS all_revenue,
  any_value(w.orders)::DOUBLE AS all_orders,
  any_value(w.fact_sum)::DOUBLE AS all_fact_sum,
  any_value(w.fact_n)::DOUBLE AS all_fact_n,
  any_value(n.n) AS different
FROM chosen AS f
JOIN matrix_base AS b ON b.column_value = f.column_value
CROSS JOIN whole AS w
CROSS JOIN different AS n
GROUP BY f.row_value, f.column_value
ORDER BY f.row_value, f.column_value;
