-- matrix_spread: two dimensions of which one or both are of the orders in matrix_sale, one row a customer and pair of values:
-- what was bought in each. What orders do not say is a value of its own. A filter changes nothing of it.
CREATE OR REPLACE TEMP MACRO sale_value(dimension, ordered_at, region, channel, category) AS
  CASE dimension
    WHEN 'weekday' THEN isodow(ordered_at)::VARCHAR
    WHEN 'hour' THEN strftime(ordered_at, '%H')
    WHEN 'month' THEN strftime(ordered_at, '%Y-%m')
    WHEN 'order_region' THEN coalesce(region, chr(2))
    WHEN 'order_channel' THEN coalesce(channel, chr(2))
    WHEN 'order_category' THEN coalesce(category, chr(2))
  END;
CREATE OR REPLACE TEMP TABLE matrix_spread AS
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS row_dimension,
    max(CASE WHEN name = 'columns' THEN value END) AS column_dimension,
    max(CASE WHEN name = 'metric' THEN value END) AS metric
  FROM chosen
),
slots AS (
  SELECT
    c.key,
    sale_value(k.row_dimension, o.ordered_at, o.region, o.channel, o.category) AS row_value,
    sale_value(k.column_dimension, o.ordered_at, o.region, o.channel, o.category) AS column_value,
    sum(o.revenue) AS revenue,
    count_if(o.bought) AS orders
  FROM picked AS k
  CROSS JOIN matrix_sale AS o
  JOIN customers_scored AS c ON c.customer_id = o.customer_id AND c.orders > 0
  GROUP BY ALL
),
said AS (
  SELECT
    s.key,
    coalesce(s.row_value, a.value) AS row_value,
    coalesce(s.column_value, b.value) AS column_value,
    s.revenue,
    s.orders,
    CASE WHEN s.orders > 0 THEN 1 ELSE 0 END AS customers,
    k.metric
  FROM picked AS k
  CROSS JOIN slots AS s
  LEFT JOIN customer_dimension AS a ON a.name = k.row_dimension AND a.key = s.key
  LEFT JOIN customer_dimension AS b ON b.name = k.column_dimension AND b.key = s.key
  WHERE coalesce(s.row_value, a.value) IS NOT NULL AND coalesce(s.column_value, b.value) IS NOT NULL
)
SELECT
  * EXCLUDE (metric),
  -- What the customer has in all cells of the row, and in how many it stands.
  sum(CASE metric WHEN 'revenue' THEN revenue WHEN 'orders' THEN orders ELSE customers END)
    OVER (PARTITION BY key, row_value)::DOUBLE AS row_whole,
  count(*) OVER (PARTITION BY key, row_value)::INTEGER AS row_cells
FROM said;
DROP VIEW matrix_sale;
DROP MACRO sale_value;
