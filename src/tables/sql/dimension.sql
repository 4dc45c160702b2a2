-- customers_scored: one wide row a customer as of the date: what is said of it, where it stands now and stood at the review
-- before, what it bought in the period and in the one before. Filters, lists and the headline panels read it; key and
-- places are short numbers, because a text is dear to group by.
CREATE OR REPLACE TABLE customers_scored AS
WITH present AS (
  SELECT x.customer_id, x.first_order_on, x.last_order_on
  FROM customer_sales AS x
  JOIN params AS p ON x.as_of = p.as_of
),
last_orders AS (
  SELECT o.customer_id, max(o.region) AS region, max(o.channel) AS channel
  FROM orders AS o
  JOIN present AS s ON s.customer_id = o.customer_id AND s.last_order_on = o.ordered_at::DATE
  GROUP BY o.customer_id
),
-- The last order's region where no file says it.
profile AS (
  SELECT
    coalesce(s.customer_id, c.customer_id) AS customer_id,
    coalesce(c.region, f.form, l.region, c.province, c.country) AS region,
    l.channel,
    c.name, c.kind, c.gender, c.country, c.province, c.city, c.industry, c.segment AS group_name, c.source, c.owner,
    c.level, c.credit_rating, c.is_strategic,
    -- Whole years on the date; a file that names no date leaves ages unknown.
    CASE WHEN p.data_end IS NOT NULL THEN CASE
      WHEN coalesce(c.birth_date::DATE > p.as_of OR date_sub('year', c.birth_date::DATE, p.as_of) > 110, true) THEN NULL
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 18 THEN 'under_18'
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 25 THEN '18_24'
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 35 THEN '25_34'
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 45 THEN '35_44'
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 55 THEN '45_54'
      WHEN date_sub('year', c.birth_date::DATE, p.as_of) < 65 THEN '55_64'
      ELSE '65_over'
    END END AS age_band,
    CASE
      WHEN c.company_size IS NULL OR c.company_size < 1 THEN NULL
      WHEN c.company_size < 10 THEN '1_9'
      WHEN c.company_size < 50 THEN '10_49'
      WHEN c.company_size < 250 THEN '50_249'
      WHEN c.company_size < 1000 THEN '250_999'
      ELSE '1000_over'
    END AS size_band,
    strftime(s.first_order_on, '%Y') AS first_year,
    s.first_order_on
  FROM present AS s
  FULL JOIN customers AS c ON c.customer_id = s.customer_id
  CROSS JOIN params AS p
  LEFT JOIN last_orders AS l ON l.customer_id = coalesce(s.customer_id, c.customer_id)
  LEFT JOIN region_form AS f ON f.level = 'region' AND f.raw = l.region AND f.applied
),
present_tier AS (
  SELECT t.customer_id, t.tier, t.score, l.ordinal AS place
  FROM customer_tier AS t
  JOIN params AS p ON t.as_of = p.as_of
  JOIN tier_level AS l ON l.tier = t.tier
),
review AS (
  SELECT t.customer_id, l.ordinal AS place
  FROM customer_tier AS t
  JOIN params AS p ON t.as_of = p.previous_review
  JOIN tier_level AS l ON l.tier = t.tier
)
SELECT
  f.* EXCLUDE (first_order_on),
  t.tier, t.score, r.r, r.f, r.m, r.segment, r.class, g.stage,
  k.key, f.first_order_on, t.place AS tier_place, b.place AS tier_place_before,
  c.customer_id IS NOT NULL AS in_period,
  c.records, c.orders, c.revenue, c.refunds_without_purchase, c.refunds_left_out, c.orders_before, c.revenue_before,
  s.active, s.at_risk, s.own_rhythm, s.revenue_12m
FROM profile AS f
JOIN customer_index AS k ON k.customer_id = f.customer_id
LEFT JOIN present_tier AS t ON t.customer_id = f.customer_id
LEFT JOIN review AS b ON b.customer_id = f.customer_id
LEFT JOIN customer_rfm AS r ON r.customer_id = f.customer_id
LEFT JOIN customer_stage AS g ON g.customer_id = f.customer_id
LEFT JOIN customer_period AS c ON c.customer_id = f.customer_id
LEFT JOIN customer_signal AS s ON s.customer_id = f.customer_id;

-- Whether there was a review to compare with when these rows were written: what is graded later is of no concern to them.
CREATE OR REPLACE TABLE reviewed AS
SELECT count(*) > 0 AS any_review FROM customer_tier AS t JOIN params AS p ON t.as_of = p.previous_review;
-- Known by name or by a refund, but without a purchase up to the date.
CREATE OR REPLACE TABLE ungraded AS SELECT count(*) AS customers FROM customers_scored WHERE tier IS NULL;

-- customer_dimension: the same in long form, for panels where the reader picks the column. One dimension after the
-- other, so that whoever asks for one reads no other.
CREATE OR REPLACE TABLE customer_dimension AS
SELECT key, customer_id, 'region' AS name, region AS value FROM customers_scored WHERE region IS NOT NULL
UNION ALL
SELECT key, customer_id, 'channel', channel FROM customers_scored WHERE channel IS NOT NULL
UNION ALL
SELECT key, customer_id, 'kind', kind FROM customers_scored WHERE kind IS NOT NULL
UNION ALL
SELECT key, customer_id, 'gender', gender FROM customers_scored WHERE gender IS NOT NULL
UNION ALL
SELECT key, customer_id, 'country', country FROM customers_scored WHERE country IS NOT NULL
UNION ALL
SELECT key, customer_id, 'province', province FROM customers_scored WHERE province IS NOT NULL
UNION ALL
SELECT key, customer_id, 'city', city FROM customers_scored WHERE city IS NOT NULL
UNION ALL
SELECT key, customer_id, 'industry', industry FROM customers_scored WHERE industry IS NOT NULL
UNION ALL
SELECT key, customer_id, 'group_name', group_name FROM customers_scored WHERE group_name IS NOT NULL
UNION ALL
SELECT key, customer_id, 'source', source FROM customers_scored WHERE source IS NOT NULL
UNION ALL
SELECT key, customer_id, 'owner', owner FROM customers_scored WHERE owner IS NOT NULL
UNION ALL
SELECT key, customer_id, 'level', level FROM customers_scored WHERE level IS NOT NULL
UNION ALL
SELECT key, customer_id, 'credit_rating', credit_rating FROM customers_scored WHERE credit_rating IS NOT NULL
UNION ALL
SELECT key, customer_id, 'is_strategic', CASE WHEN is_strategic THEN 'yes' ELSE 'no' END FROM customers_scored WHERE is_strategic IS NOT NULL
UNION ALL
SELECT key, customer_id, 'tier', tier FROM customers_scored WHERE tier IS NOT NULL
UNION ALL
SELECT key, customer_id, 'segment', segment FROM customers_scored WHERE segment IS NOT NULL
UNION ALL
SELECT key, customer_id, 'class', class FROM customers_scored WHERE class IS NOT NULL
UNION ALL
SELECT key, customer_id, 'stage', stage FROM customers_scored WHERE stage IS NOT NULL
UNION ALL
SELECT key, customer_id, 'age_band', age_band FROM customers_scored WHERE age_band IS NOT NULL
UNION ALL
SELECT key, customer_id, 'size_band', size_band FROM customers_scored WHERE size_band IS NOT NULL
UNION ALL
SELECT key, customer_id, 'first_year', first_year FROM customers_scored WHERE first_year IS NOT NULL
UNION ALL
SELECT n.key, a.customer_id, a.name, a.value
FROM customer_attributes AS a
JOIN customer_index AS n ON n.customer_id = a.customer_id
SEMI JOIN attribute_kind AS k ON k.name = a.name AND k.dimension;
