-- customer_sheet: everything that is known of a customer as of the present date, one wide row each: the customer files'
-- own words, facts, tier, RFM, stage, and attributes under their header. Lists, segments and a customer's page read it.
CREATE OR REPLACE TABLE customer_sheet AS
WITH present AS (
  SELECT f.* EXCLUDE (as_of) FROM customer_facts AS f JOIN params AS p ON p.as_of = f.as_of
),
graded AS (
  SELECT t.customer_id, t.raw, t.plain, t.decided, t.missing FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of
)
SELECT
  s.* EXCLUDE (
    first_order_on, tier_place, tier_place_before, in_period, records, orders, revenue, refunds_without_purchase,
    refunds_left_out, orders_before, revenue_before, active, at_risk, own_rhythm, revenue_12m
  ),
  f.* EXCLUDE (customer_id),
  t.plain, t.decided, t.missing,
  coalesce(s.active, false) AS active,
  coalesce(s.at_risk, false) AS at_risk,
  c.* EXCLUDE (
    customer_id, name, kind, gender, country, region, province, city, industry, segment, source, owner, level,
    credit_rating, is_strategic, recency_days
  )
FROM customers_scored AS s
LEFT JOIN present AS f ON f.customer_id = s.customer_id
LEFT JOIN graded AS t ON t.customer_id = s.customer_id
LEFT JOIN customers AS c ON c.customer_id = s.customer_id;
