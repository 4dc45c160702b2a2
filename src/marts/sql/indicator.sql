-- customer_indicator: the facts of graded customers (at least one purchase up to the date) in long form.
CREATE OR REPLACE VIEW customer_indicator AS
SELECT as_of, customer_id, name, value
FROM (
  SELECT as_of, customer_id,
    orders_all::DOUBLE AS orders_all,
    orders_12m::DOUBLE AS orders_12m,
    revenue_all::DOUBLE AS revenue_all,
    revenue_12m::DOUBLE AS revenue_12m,
    margin_12m::DOUBLE AS margin_12m,
    average_order::DOUBLE AS average_order,
    payment_days::DOUBLE AS payment_days,
    growth_12m::DOUBLE AS growth_12m,
    growth_6m::DOUBLE AS growth_6m,
    categories::DOUBLE AS categories,
    recency_days::DOUBLE AS recency_days,
    return_rate_12m::DOUBLE AS return_rate_12m,
    overdue_share::DOUBLE AS overdue_share,
    complaints_12m::DOUBLE AS complaints_12m
  FROM customer_facts
  WHERE orders_all > 0
) UNPIVOT INCLUDE NULLS (
  value FOR name IN (
    orders_all, orders_12m, revenue_all, revenue_12m, margin_12m, average_order, payment_days,
    growth_12m, growth_6m, categories, recency_days, return_rate_12m, overdue_share, complaints_12m
  )
);
