-- tier_facts: what is counted of each customer with a tier; made once for the view, whatever the filter.
CREATE OR REPLACE TEMP TABLE tier_facts AS
SELECT
  c.key, c.tier_place, c.score, c.in_period, c.orders, c.revenue,
  coalesce(f.revenue_12m, f.revenue_all)::DOUBLE AS revenue_year,
  coalesce(f.orders_12m, f.orders_all)::DOUBLE AS orders_year,
  f.recency_days
FROM customers_scored AS c
CROSS JOIN params AS p
LEFT JOIN customer_facts AS f ON f.customer_id = c.customer_id AND f.as_of = p.as_of
WHERE c.tier_place IS NOT NULL;
