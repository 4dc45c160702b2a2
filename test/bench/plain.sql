-- What an analyst would write over the loaded table for the same figures: customers as of two dates, rhythm, RFM,
-- period, profile. No settings, no reasons, no reconciling.
CREATE OR REPLACE TABLE p_sales AS
SELECT d.as_of, customer_id, min(ordered_at) AS first_order, max(ordered_at) AS last_order, count(*) AS orders_all,
  count(*) FILTER (ordered_at > d.as_of - INTERVAL 12 MONTH) AS orders_12m,
  count(*) FILTER (ordered_at BETWEEN d.as_of - INTERVAL 24 MONTH AND d.as_of - INTERVAL 12 MONTH) AS orders_prior,
  count(*) FILTER (ordered_at > d.as_of - INTERVAL 6 MONTH) AS orders_6m,
  sum(amount) AS revenue_all,
  sum(amount) FILTER (ordered_at > d.as_of - INTERVAL 12 MONTH) AS revenue_12m,
  sum(amount) FILTER (ordered_at BETWEEN d.as_of - INTERVAL 24 MONTH AND d.as_of - INTERVAL 12 MONTH) AS revenue_prior,
  sum(amount) FILTER (ordered_at > d.as_of - INTERVAL 6 MONTH) AS revenue_6m,
  sum(amount) FILTER (amount < 0) AS refunded,
  count(DISTINCT category) FILTER (ordered_at > d.as_of - INTERVAL 12 MONTH) AS categories
FROM plain, (VALUES (DATE '2025-12-31'), (DATE '2025-09-30')) AS d(as_of)
WHERE ordered_at < d.as_of + INTERVAL 1 DAY
GROUP BY d.as_of, customer_id;
CREATE OR REPLACE TABLE p_gaps AS
SELECT customer_id, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
FROM (SELECT DISTINCT customer_id, ordered_at::DATE AS day FROM plain);
CREATE OR REPLACE TABLE p_rhythm AS SELECT customer_id, count(gap) AS gaps, median(gap) AS gap FROM p_gaps GROUP BY 1;
CREATE OR REPLACE TABLE p_window AS SELECT quantile_cont(gap, 0.9) AS days FROM p_gaps;
CREATE OR REPLACE TABLE p_rfm AS
SELECT customer_id, ntile(5) OVER (ORDER BY last_order) AS r, ntile(5) OVER (ORDER BY orders_12m) AS f,
  ntile(5) OVER (ORDER BY revenue_12m) AS m
FROM p_sales WHERE as_of = DATE '2025-12-31' AND orders_12m > 0;
CREATE OR REPLACE TABLE p_tier AS
SELECT as_of, customer_id, percent_rank() OVER (PARTITION BY as_of ORDER BY revenue_12m) * 0.5
  + percent_rank() OVER (PARTITION BY as_of ORDER BY orders_12m) * 0.3 + percent_rank() OVER (PARTITION BY as_of ORDER BY last_order) * 0.2 AS score
FROM p_sales;
CREATE OR REPLACE TABLE p_profile AS
SELECT customer_id, arg_max(region, ordered_at) AS region, arg_max(channel, ordered_at) AS channel FROM plain GROUP BY 1;
CREATE OR REPLACE TABLE p_dimension AS
UNPIVOT (SELECT customer_id, region, channel FROM p_profile) ON region, channel INTO NAME name VALUE value;
CREATE OR REPLACE TABLE p_unique AS SELECT count(DISTINCT order_id) AS n FROM plain;
