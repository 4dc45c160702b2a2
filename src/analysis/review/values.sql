-- Every indicator that can be dated, row by row of trigger_fact; the day counts from 1970.
SELECT place::DOUBLE AS place, date_diff('day', DATE '1970-01-01', as_of)::DOUBLE AS day,
  orders_all::DOUBLE AS orders_all, orders_12m::DOUBLE AS orders_12m, orders_6m::DOUBLE AS orders_6m,
  revenue_all::DOUBLE AS revenue_all, revenue_12m::DOUBLE AS revenue_12m, revenue_6m::DOUBLE AS revenue_6m,
  margin_12m::DOUBLE AS margin_12m, average_order, payment_days, overdue_share, growth_12m, growth_6m,
  categories::DOUBLE AS categories, recency_days::DOUBLE AS recency_days, return_rate_12m,
  complaints_12m::DOUBLE AS complaints_12m, open_tickets::DOUBLE AS open_tickets, tenure_days::DOUBLE AS tenure_days,
  defaults_12m::DOUBLE AS defaults_12m, disputes_12m::DOUBLE AS disputes_12m, events_12m::DOUBLE AS events_12m,
  open_deals::DOUBLE AS open_deals, open_deal_amount::DOUBLE AS open_deal_amount
FROM trigger_fact
ORDER BY place;
