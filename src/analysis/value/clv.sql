-- What the shown customers are expected to bring in twelve months, by a dimension; the twelve groups of most value, the rest
-- together. The variances are of what customers do by chance, before what the parameters may be off.
-- Summed as exact numbers, so that every engine comes to the same.
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS dimension,
    max(CASE WHEN name = 'margin' THEN value END)::DOUBLE / 100 AS margin,
    max(CASE WHEN name = 'discount' THEN value END) AS discount
  FROM chosen
),
shown AS (
  SELECT m.key, d.value, m.orders, m.each, m.spend_variance, k.margin,
    CASE k.discount
      WHEN '0' THEN m.discounted_0
      WHEN '5' THEN m.discounted_5
      WHEN '15' THEN m.discounted_15
      ELSE m.discounted_10
    END AS discounted
  FROM model_value AS m
  JOIN scope AS s ON s.key = m.key
  CROSS JOIN picked AS k
  LEFT JOIN customer_dimension AS d ON d.key = m.key AND d.name = k.dimension
),
valued AS (
  SELECT key, coalesce(value, chr(2)) AS value, orders::DECIMAL(18, 6) AS orders,
    (discounted * each * margin)::DECIMAL(30, 6) AS clv,
    (spend_variance * (margin * discounted / nullif(orders, 0)) ** 2)::DECIMAL(38, 4) AS variance
  FROM shown
),
ranked AS (
  SELECT value, row_number() OVER (ORDER BY sum(clv) DESC NULLS LAST, value) AS place FROM valued GROUP BY value
),
grouped AS (
  SELECT CASE WHEN r.place <= 12 THEN v.value ELSE chr(1) END AS row_value,
    min(r.place) AS place,
    count(*) AS customers,
    sum(v.orders)::DOUBLE AS orders,
    CASE WHEN count(v.clv) = count(*) THEN sum(v.clv)::DOUBLE END AS clv,
    CASE WHEN count(v.variance) = count(*) THEN sum(v.variance)::DOUBLE END AS variance,
    max(v.clv)::DOUBLE AS clv_one,
    list_sum(max(v.clv, 2))::DOUBLE AS clv_two
  FROM valued AS v
  JOIN ranked AS r ON r.value = v.value
  GROUP BY ALL
),
held AS (
  SELECT count(*) AS tested, sum(actual)::DOUBLE AS actual,
    sum(expected::DECIMAL(18, 6))::DOUBLE AS expected, sum(naive::DECIMAL(18, 6))::DOUBLE AS naive
  FROM value_holdout
)
SELECT g.* EXCLUDE (place), f.value_error, w.split, h.tested, h.actual, h.expected, h.naive
FROM grouped AS g
CROSS JOIN value_fit AS f
CROSS JOIN value_span AS w
CROSS JOIN held AS h
ORDER BY g.place;
