-- customer_sales: one row per (as_of, customer) for the dates not yet there; what orders alone say.
-- A row counts when its day <= as_of; 12m means (as_of - 12 months, as_of].
INSERT INTO customer_sales
WITH pending AS (
  SELECT
    as_of,
    (as_of - INTERVAL 6 MONTH)::DATE AS six_ago,
    (as_of - INTERVAL 12 MONTH)::DATE AS year_ago,
    (as_of - INTERVAL 24 MONTH)::DATE AS two_years_ago
  FROM as_of_dates
  WHERE as_of NOT IN (SELECT DISTINCT as_of FROM customer_sales)
),
-- The day is cast once and compared with days: comparing timestamps row by row costs twice as much.
days AS (
  SELECT
    o.customer_id,
    o.ordered_at::DATE AS day,
    o.sold > 0 AS bought,
    o.sold,
    o.refunded,
    o.returned,
    net_of(o.sold, o.refunded, p.returns) AS net
  FROM orders AS o, params AS p
  WHERE o.customer_id IS NOT NULL
),
dated AS (
  SELECT
    d.as_of, o.customer_id, o.day, o.bought, o.sold, o.refunded, o.returned, o.net,
    o.day > d.year_ago AS recent,
    o.day <= d.year_ago AND o.day > d.two_years_ago AS before,
    o.day > d.six_ago AS half,
    o.day <= d.six_ago AND o.day > d.year_ago AS half_before
  FROM pending AS d, days AS o
  WHERE o.day <= d.as_of
),
summed AS (
  SELECT
    as_of,
    customer_id,
    min(CASE WHEN bought THEN day END) AS first_order_on,
    max(CASE WHEN bought THEN day END) AS last_order_on,
    count_if(bought) AS orders_all,
    count_if(recent) AS records_12m,
    count_if(bought AND recent) AS orders_12m,
    count_if(bought AND before) AS orders_prior_12m,
    count_if(bought AND half) AS orders_6m,
    count_if(bought AND half_before) AS orders_prior_6m,
    sum(net) AS net_all,
    sum(CASE WHEN recent THEN net ELSE 0 END) AS net_12m,
    sum(CASE WHEN before THEN net ELSE 0 END) AS net_prior_12m,
    sum(CASE WHEN half THEN net ELSE 0 END) AS net_6m,
    sum(CASE WHEN half_before THEN net ELSE 0 END) AS net_prior_6m,
    sum(CASE WHEN recent THEN sold ELSE 0 END) AS sold_12m,
    sum(CASE WHEN recent THEN refunded ELSE 0 END) AS refunded_12m,
    sum(CASE WHEN recent THEN returned ELSE 0 END) AS returned_12m
  FROM dated
  GROUP BY as_of, customer_id
)
-- Revenue counts customers with a purchase in the window, net of their own refunds in it.
SELECT
  as_of, customer_id, first_order_on, last_order_on,
  records_12m, orders_all, orders_12m, orders_prior_12m, orders_6m, orders_prior_6m,
  (CASE WHEN orders_all > 0 THEN net_all ELSE 0 END)::DECIMAL(18, 4),
  (CASE WHEN orders_12m > 0 THEN net_12m ELSE 0 END)::DECIMAL(18, 4),
  (CASE WHEN orders_prior_12m > 0 THEN net_prior_12m ELSE 0 END)::DECIMAL(18, 4),
  (CASE WHEN orders_6m > 0 THEN net_6m ELSE 0 END)::DECIMAL(18, 4),
  (CASE WHEN orders_prior_6m > 0 THEN net_prior_6m ELSE 0 END)::DECIMAL(18, 4),
  sold_12m::DECIMAL(18, 4),
  refunded_12m::DECIMAL(18, 4),
  returned_12m::DECIMAL(18, 4)
FROM summed;
