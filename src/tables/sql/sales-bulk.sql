-- customer_sales for many dates at once, the same rows as sales.sql gives one by one. Every window of every date begins
-- and ends on one of a few days: orders are added up once between these, and windows are sums of such pieces.
CREATE OR REPLACE TEMP TABLE bulk_pieces AS
WITH pending AS (
  SELECT as_of FROM as_of_dates WHERE as_of NOT IN (SELECT DISTINCT as_of FROM customer_sales)
),
cuts AS (
  SELECT DISTINCT unnest([
    as_of, (as_of - INTERVAL 6 MONTH)::DATE, (as_of - INTERVAL 12 MONTH)::DATE, (as_of - INTERVAL 24 MONTH)::DATE
  ]) AS last_day
  FROM pending
)
SELECT row_number() OVER (ORDER BY last_day) AS piece, last_day FROM cuts;
-- Which pieces lie in which window of a date: a piece ends on its last day, and no window cuts it.
CREATE OR REPLACE TEMP TABLE bulk_windows AS
SELECT
  d.as_of, p.piece,
  p.last_day > (d.as_of - INTERVAL 12 MONTH)::DATE AS recent,
  p.last_day <= (d.as_of - INTERVAL 12 MONTH)::DATE AND p.last_day > (d.as_of - INTERVAL 24 MONTH)::DATE AS before,
  p.last_day > (d.as_of - INTERVAL 6 MONTH)::DATE AS half,
  p.last_day <= (d.as_of - INTERVAL 6 MONTH)::DATE AND p.last_day > (d.as_of - INTERVAL 12 MONTH)::DATE AS half_before
FROM as_of_dates AS d
JOIN bulk_pieces AS p ON p.last_day <= d.as_of
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_sales);
CREATE OR REPLACE TEMP TABLE bulk_sums AS
WITH days AS (
  SELECT o.customer_id, o.ordered_at::DATE AS day, o.sold, o.refunded, o.returned FROM orders AS o WHERE o.customer_id IS NOT NULL
)
SELECT
  o.customer_id,
  p.piece,
  min(CASE WHEN o.sold > 0 THEN o.day END) AS first_on,
  max(CASE WHEN o.sold > 0 THEN o.day END) AS last_on,
  count_if(o.sold > 0)::INTEGER AS orders,
  count(*)::INTEGER AS records,
  -- As wide as one word: sums of sums in two words take twice as long.
  sum(o.sold)::DECIMAL(18, 4) AS sold,
  sum(o.refunded)::DECIMAL(18, 4) AS refunded,
  sum(o.returned)::DECIMAL(18, 4) AS returned
FROM days AS o
ASOF JOIN bulk_pieces AS p ON o.day <= p.last_day
GROUP BY o.customer_id, p.piece;
INSERT INTO customer_sales
WITH summed AS (
  SELECT
    w.as_of,
    s.customer_id,
    min(s.first_on) AS first_order_on,
    max(s.last_on) AS last_order_on,
    sum(s.orders) AS orders_all,
    sum(CASE WHEN w.recent THEN s.records ELSE 0 END) AS records_12m,
    sum(CASE WHEN w.recent THEN s.orders ELSE 0 END) AS orders_12m,
    sum(CASE WHEN w.before THEN s.orders ELSE 0 END) AS orders_prior_12m,
    sum(CASE WHEN w.half THEN s.orders ELSE 0 END) AS orders_6m,
    sum(CASE WHEN w.half_before THEN s.orders ELSE 0 END) AS orders_prior_6m,
    sum(s.net) AS net_all,
    sum(CASE WHEN w.recent THEN s.net ELSE 0 END) AS net_12m,
    sum(CASE WHEN w.before THEN s.net ELSE 0 END) AS net_prior_12m,
    sum(CASE WHEN w.half THEN s.net ELSE 0 END) AS net_6m,
    sum(CASE WHEN w.half_before THEN s.net ELSE 0 END) AS net_prior_6m,
    sum(CASE WHEN w.recent THEN s.sold ELSE 0 END) AS sold_12m,
    sum(CASE WHEN w.recent THEN s.refunded ELSE 0 END) AS refunded_12m,
    sum(CASE WHEN w.recent THEN s.returned ELSE 0 END) AS returned_12m
  FROM bulk_windows AS w
  JOIN (
    SELECT b.*, (net_of(b.sold, b.refunded, p.returns))::DECIMAL(18, 4) AS net FROM bulk_sums AS b, params AS p
  ) AS s ON s.piece = w.piece
  GROUP BY w.as_of, s.customer_id
)
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
DROP TABLE bulk_sums;
DROP TABLE bulk_windows;
DROP TABLE bulk_pieces;
