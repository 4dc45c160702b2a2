-- From matrix_spread, one row a customer and pair of values, to what a filter selects from.
-- matrix_rows, matrix_columns: the values in their order. Of months the newest are kept, of everything else the largest;
-- what exceeds the chosen number of rows, or the columns that fit, is "others", of place 0.
CREATE OR REPLACE TEMP TABLE matrix_rows AS
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS dimension,
    max(CASE WHEN name = 'top' THEN value END)::INTEGER AS top
  FROM chosen
),
ranked AS (
  SELECT x.row_value AS value,
    row_number() OVER (
      ORDER BY CASE WHEN any_value(k.dimension) = 'month' THEN x.row_value END DESC, sum(x.customers) DESC, x.row_value
    )::INTEGER AS place
  FROM matrix_spread AS x, picked AS k
  GROUP BY x.row_value
)
SELECT r.value,
  CASE WHEN r.place <= greatest(k.top, CASE WHEN k.dimension = 'hour' THEN 24 ELSE 0 END) THEN r.place ELSE 0 END AS place
FROM ranked AS r, picked AS k;

CREATE OR REPLACE TEMP TABLE matrix_columns AS
WITH picked AS (
  SELECT max(CASE WHEN name = 'columns' THEN value END) AS dimension FROM chosen
),
ranked AS (
  SELECT x.column_value AS value,
    row_number() OVER (
      ORDER BY CASE WHEN any_value(k.dimension) = 'month' THEN x.column_value END DESC, sum(x.customers) DESC,
        x.column_value
    )::INTEGER AS place
  FROM matrix_spread AS x, picked AS k
  GROUP BY x.column_value
)
SELECT r.value,
  CASE WHEN r.place <= CASE WHEN k.dimension IN ('hour', 'month') THEN 24 ELSE 12 END THEN r.place ELSE 0 END AS place
FROM ranked AS r, picked AS k;

-- matrix_cells: one row a customer and cell, with the metric's value of the customer.
CREATE OR REPLACE TEMP TABLE matrix_cells AS
WITH picked AS (
  SELECT max(value) AS metric FROM chosen WHERE name = 'metric'
),
facts AS (
  SELECT
    s.key,
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
)
SELECT
  x.key,
  r.place AS row_place,
  c.place AS column_place,
  x.revenue::DECIMAL(18, 4) AS revenue,
  x.orders::INTEGER AS orders,
  x.customers,
  f.fact,
  -- Orders spread a customer over several cells, and the customer counts once.
  row_number() OVER (PARTITION BY x.key) = 1 AS first,
  -- The metric as a ratio of sums over customers: of the cell in its row, or of a mean. `row_cells`: in how many cells of the
  -- row the same whole stands.
  CASE
    WHEN k.metric IN ('revenue', 'average', 'spend') THEN x.revenue::DOUBLE
    WHEN k.metric IN ('orders', 'frequency') THEN x.orders::DOUBLE
    WHEN k.metric = 'customers' THEN x.customers::DOUBLE
    ELSE f.fact
  END AS part,
  CASE
    WHEN k.metric = 'revenue' THEN coalesce(x.row_whole, x.revenue::DOUBLE)
    WHEN k.metric = 'orders' THEN coalesce(x.row_whole, x.orders::DOUBLE)
    WHEN k.metric = 'customers' THEN coalesce(x.row_whole, x.customers::DOUBLE)
    WHEN k.metric = 'average' THEN x.orders::DOUBLE
    WHEN k.metric IN ('spend', 'frequency') THEN x.customers::DOUBLE
    ELSE CASE WHEN f.fact IS NOT NULL THEN 1 END
  END AS whole,
  x.row_cells
FROM matrix_spread AS x
CROSS JOIN picked AS k
JOIN matrix_rows AS r ON r.value = x.row_value
JOIN matrix_columns AS c ON c.value = x.column_value
LEFT JOIN facts AS f ON f.key = x.key;
DROP TABLE matrix_spread;

-- What the index compares with is the whole base, whatever the filter chose.
CREATE OR REPLACE TEMP TABLE matrix_base AS
SELECT column_place, sum(customers) AS customers, sum(revenue) AS revenue, sum(orders) AS orders,
  sum(fact) AS fact_sum, count(fact) AS fact_n,
  sum(part * part) AS squares, sum(part * whole) AS products, sum(whole * whole) AS wholes,
  sum(whole * whole / row_cells) AS row_wholes
FROM matrix_cells
GROUP BY column_place;
