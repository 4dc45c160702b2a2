-- tier_input: every indicator that a scheme may use, one column each, for the customers graded as of the one date in
-- as_of_dates: those with at least one purchase up to it (a summed-up row may not count them).
CREATE OR REPLACE TABLE tier_input AS
SELECT
  f.as_of,
  f.customer_id,
  f.orders_all::DOUBLE AS orders_all,
  f.orders_12m::DOUBLE AS orders_12m,
  f.revenue_all::DOUBLE AS revenue_all,
  f.revenue_12m::DOUBLE AS revenue_12m,
  f.margin_12m::DOUBLE AS margin_12m,
  f.average_order::DOUBLE AS average_order,
  f.payment_days::DOUBLE AS payment_days,
  f.growth_12m::DOUBLE AS growth_12m,
  f.growth_6m::DOUBLE AS growth_6m,
  f.categories::DOUBLE AS categories,
  f.recency_days::DOUBLE AS recency_days,
  f.return_rate_12m::DOUBLE AS return_rate_12m,
  f.overdue_share::DOUBLE AS overdue_share,
  f.complaints_12m::DOUBLE AS complaints_12m
FROM customer_facts AS f
JOIN as_of_dates AS d ON f.as_of = d.as_of
WHERE coalesce(f.orders_all, 1) > 0;
