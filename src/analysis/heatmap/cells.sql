-- matrix_cells: any two dimensions of the customers, or of their orders, x a metric, one row a customer and cell; what
-- exceeds the chosen number of rows and the columns that fit is "others". A filter changes nothing of it.
CREATE OR REPLACE TEMP TABLE matrix_cells AS
WITH chosen AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS row_dimension,
    max(CASE WHEN name = 'columns' THEN value END) AS column_dimension,
    max(CASE WHEN name = 'metric' THEN value END) AS metric,
    max(CASE WHEN name = 'top' THEN value END)::INTEGER AS top
  FROM controls WHERE panel = 'heatmap.matrix'
),
picked AS (
  SELECT *,
    row_dimension IN ('weekday', 'hour', 'month') OR column_dimension IN ('weekday', 'hour', 'month') AS of_orders
  FROM chosen
),
-- A dimension of orders spreads a customer over several classes: what was bought in each. A refund counts where it was
-- booked, as revenue does.
slots AS (
  SELECT
    o.customer_id,
    CASE k.row_dimension
      WHEN 'weekday' THEN isodow(o.ordered_at)::VARCHAR
      WHEN 'hour' THEN strftime(o.ordered_at, '%H')
      WHEN 'month' THEN strftime(o.ordered_at, '%Y-%m')
    END AS row_value,
    CASE k.column_dimension
      WHEN 'weekday' THEN isodow(o.ordered_at)::VARCHAR
      WHEN 'hour' THEN strftime(o.ordered_at, '%H')
      WHEN 'month' THEN strftime(o.ordered_at, '%Y-%m')
    END AS column_value,
    sum(o.sold + CASE WHEN p.returns = 'net' THEN o.refunded ELSE 0 END) AS revenue,
    count_if(o.sold > 0) AS orders
  FROM picked AS k
  JOIN orders AS o ON k.of_orders
  JOIN params AS p ON o.ordered_at::DATE BETWEEN p.period_start AND p.period_end
  JOIN customer_period AS c ON c.customer_id = o.customer_id AND c.orders > 0
  GROUP BY ALL
),
facts AS (
  SELECT
    f.customer_id,
    CASE k.metric
      WHEN 'score' THEN s.score
      WHEN 'recency_days' THEN f.recency_days::DOUBLE
      WHEN 'tenure_days' THEN f.tenure_days::DOUBLE
      WHEN 'margin_12m' THEN f.margin_12m::DOUBLE
      WHEN 'categories' THEN nullif(f.categories, 0)::DOUBLE
      WHEN 'payment_days' THEN f.payment_days
      WHEN 'complaints_12m' THEN f.complaints_12m::DOUBLE
    END AS fact
  FROM picked AS k
  JOIN customer_facts AS f
    ON k.metric IN ('score', 'recency_days', 'tenure_days', 'margin_12m', 'categories', 'payment_days', 'complaints_12m')
  JOIN params AS p ON p.as_of = f.as_of
  JOIN customers_scored AS s ON s.customer_id = f.customer_id
),
both_sides AS (
  SELECT
    a.customer_id,
    a.value AS row_value,
    b.value AS column_value,
    coalesce(c.revenue, 0) AS revenue,
    coalesce(c.orders, 0) AS orders,
    1 AS customers
  FROM picked AS k
  JOIN customer_dimension AS a ON a.name = k.row_dimension AND NOT k.of_orders
  JOIN customer_dimension AS b ON b.name = k.column_dimension AND b.customer_id = a.customer_id
  LEFT JOIN customer_period AS c ON c.customer_id = a.customer_id
  UNION ALL
  SELECT
    s.customer_id,
    coalesce(s.row_value, a.value),
    coalesce(s.column_value, b.value),
    s.revenue,
    s.orders,
    CASE WHEN s.orders > 0 THEN 1 ELSE 0 END
  FROM picked AS k
  CROSS JOIN slots AS s
  LEFT JOIN customer_dimension AS a ON a.name = k.row_dimension AND a.customer_id = s.customer_id
  LEFT JOIN customer_dimension AS b ON b.name = k.column_dimension AND b.customer_id = s.customer_id
  WHERE coalesce(s.row_value, a.value) IS NOT NULL AND coalesce(s.column_value, b.value) IS NOT NULL
),
-- Of months the newest are kept, of everything else the largest.
row_ranks AS (
  SELECT
    row_value,
    row_number() OVER (
      ORDER BY CASE WHEN (SELECT row_dimension FROM picked) = 'month' THEN row_value END DESC,
        sum(customers) DESC, row_value
    ) AS place
  FROM both_sides
  GROUP BY row_value
),
column_ranks AS (
  SELECT
    column_value,
    row_number() OVER (
      ORDER BY CASE WHEN (SELECT column_dimension FROM picked) = 'month' THEN column_value END DESC,
        sum(customers) DESC, column_value
    ) AS place
  FROM both_sides
  GROUP BY column_value
)
SELECT
  x.customer_id,
  CASE WHEN r.place <= greatest(k.top, CASE WHEN k.row_dimension = 'hour' THEN 24 ELSE 0 END)
    THEN x.row_value ELSE chr(1) END AS row_value,
  CASE WHEN c.place <= CASE WHEN k.column_dimension IN ('hour', 'month') THEN 24 ELSE 12 END
    THEN x.column_value ELSE chr(1) END AS column_value,
  x.revenue, x.orders, x.customers, f.fact,
  -- Orders spread a customer over several cells, and the customer counts once.
  row_number() OVER (PARTITION BY x.customer_id) = 1 AS first
FROM both_sides AS x
CROSS JOIN picked AS k
JOIN row_ranks AS r ON r.row_value = x.row_value
JOIN column_ranks AS c ON c.column_value = x.column_value
LEFT JOIN facts AS f ON f.customer_id = x.customer_id;

-- What the index compares with is the whole base, whatever the filter chose.
CREATE OR REPLACE TEMP TABLE matrix_base AS
SELECT column_value, sum(customers) AS customers, sum(revenue) AS revenue, sum(orders) AS orders,
  sum(fact) AS fact_sum, count(fact) AS fact_n
FROM matrix_cells
GROUP BY column_value;
