-- The score written once more, plainly, in SQL: the page computes it on typed arrays and must agree for everybody.
CREATE OR REPLACE MACRO linear_points(x, v, p) AS
  CASE
    WHEN x <= v[1] THEN p[1]
    WHEN x >= v[len(v)] THEN p[len(p)]
    ELSE list_sum([
      CASE WHEN x > v[k] AND x <= v[k + 1] THEN p[k] + (x - v[k]) / (v[k + 1] - v[k]) * (p[k + 1] - p[k]) END
      FOR k IN range(1, len(v))
    ])
  END;
CREATE OR REPLACE TABLE score_oracle AS
WITH facts AS (
  SELECT customer_id, name, value
  FROM (
    SELECT f.customer_id, f.orders_12m::DOUBLE AS orders_12m, f.revenue_12m::DOUBLE AS revenue_12m,
      f.average_order::DOUBLE AS average_order, f.growth_6m::DOUBLE AS growth_6m, f.categories::DOUBLE AS categories,
      f.recency_days::DOUBLE AS recency_days, f.return_rate_12m::DOUBLE AS return_rate_12m
    FROM customer_facts AS f, params AS p
    WHERE f.as_of = p.as_of AND f.orders_all > 0
  ) UNPIVOT INCLUDE NULLS (
    value FOR name IN (
      orders_12m, revenue_12m, average_order, growth_6m, categories, recency_days, return_rate_12m
    )
  )
),
raws AS (
  SELECT
    f.customer_id,
    sum(t.weight * linear_points(coalesce(f.value, t.median), t.anchor_values, t.anchor_points)) AS raw,
    count_if(f.value IS NULL) AS missing
  FROM facts AS f
  JOIN tier_indicator AS t ON t.name = f.name
  GROUP BY f.customer_id
)
SELECT r.*, linear_points(r.raw, c.anchor_values, c.anchor_points) AS score
FROM raws AS r, tier_calibration AS c;
