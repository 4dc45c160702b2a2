-- Which customers bought what in the 12 months up to the date: products and categories, once a customer, by short numbers.
CREATE OR REPLACE TABLE bought AS
WITH lines AS (
  SELECT l.customer_id, coalesce(l.product_name, l.product_id) AS product, l.category
  FROM order_lines AS l, params AS p
  WHERE l.sold + l.refunded > 0 AND l.customer_id IS NOT NULL
    AND l.ordered_at::DATE <= p.as_of AND l.ordered_at::DATE > p.as_of - INTERVAL 12 MONTH
),
pairs AS (
  SELECT DISTINCT customer_id, 'product' AS kind, product AS item FROM lines WHERE product IS NOT NULL
  UNION ALL
  SELECT DISTINCT customer_id, 'category', category FROM lines WHERE category IS NOT NULL
)
SELECT k.key, b.kind, b.item
FROM pairs AS b
JOIN customer_index AS k ON k.customer_id = b.customer_id;
-- How many customers bought each, of all who bought any of its kind.
CREATE OR REPLACE TABLE bought_item AS
SELECT kind, item, count(*) AS customers FROM bought GROUP BY kind, item;
CREATE OR REPLACE TABLE bought_buyers AS
SELECT kind, count(DISTINCT key) AS customers FROM bought GROUP BY kind;
-- Everybody's place in recency, frequency and money, on scales on which a step is as far everywhere.
CREATE OR REPLACE TABLE bought_place AS
WITH measured AS (
  SELECT f.customer_id, f.recency_days::DOUBLE AS r, ln(1 + f.orders_all)::DOUBLE AS f,
    ln(1 + greatest(f.revenue_all, 0)::DOUBLE) AS m
  FROM customer_facts AS f
  JOIN params AS p ON p.as_of = f.as_of
  WHERE f.orders_all > 0
),
spread AS (
  SELECT avg(r) AS r, avg(f) AS f, avg(m) AS m, nullif(stddev_pop(r), 0) AS sr, nullif(stddev_pop(f), 0) AS sf,
    nullif(stddev_pop(m), 0) AS sm
  FROM measured
)
SELECT k.key, m.customer_id, c.tier, c.segment, coalesce((m.r - s.r) / s.sr, 0) AS r, coalesce((m.f - s.f) / s.sf, 0) AS f,
  coalesce((m.m - s.m) / s.sm, 0) AS m
FROM measured AS m
JOIN customer_index AS k ON k.customer_id = m.customer_id
JOIN customers_scored AS c ON c.customer_id = m.customer_id, spread AS s;
