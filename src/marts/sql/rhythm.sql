-- customer_rhythm: the customer's own gap between days with a purchase, as of the present date.
CREATE OR REPLACE TEMP TABLE purchase_gaps AS
WITH days AS (
  SELECT o.customer_id, o.ordered_at::DATE AS day
  FROM orders AS o, params AS p
  WHERE o.customer_id IS NOT NULL AND o.sold > 0 AND o.ordered_at::DATE <= p.as_of
  GROUP BY ALL
)
SELECT customer_id, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
FROM days;
CREATE OR REPLACE TABLE customer_rhythm AS
SELECT p.as_of, g.customer_id, count(g.gap) AS gaps, median(g.gap) AS median_gap_days
FROM purchase_gaps AS g, params AS p
GROUP BY p.as_of, g.customer_id;
-- The window after which a customer counts as churned: the 90th percentile of all gaps, at least 30 days.
CREATE OR REPLACE TABLE churn_window AS
SELECT greatest(30, coalesce(quantile_cont(gap, 0.9), 90))::INTEGER AS days, count(gap) AS gaps
FROM purchase_gaps;
-- The windows of a customer's life: as the reader set them, else from all gaps. Three of four gaps are shorter than the
-- dormant window; a customer is new for as long.
CREATE OR REPLACE TABLE lifecycle_window AS
SELECT
  coalesce(s.new_days, g.dormant) AS new_days,
  coalesce(s.dormant_days, g.dormant) AS dormant_days,
  coalesce(s.churned_days, w.days) AS churned_days,
  g.dormant AS new_proposed, g.dormant AS dormant_proposed, w.days AS churned_proposed, w.gaps
FROM lifecycle_setting AS s, churn_window AS w,
  (SELECT greatest(14, coalesce(quantile_cont(gap, 0.75), 45))::INTEGER AS dormant FROM purchase_gaps) AS g;
DROP TABLE purchase_gaps;
