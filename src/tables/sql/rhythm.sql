-- customer_rhythm: the customer's own gap between days with a purchase, as of the present date.
-- Customer and day are one number: sorting it is faster than a window for each customer.
CREATE OR REPLACE TEMP TABLE purchase_gaps AS
WITH sorted AS (
  SELECT s.key::BIGINT * 65536 + (s.day - DATE '1900-01-01') AS spot
  FROM sale AS s, params AS p
  WHERE s.sold > 0 AND s.day <= p.as_of
  ORDER BY spot
),
followed AS (
  SELECT spot // 65536 AS key, spot, lag(spot) OVER () AS before FROM sorted
)
-- Two purchases of one day are one; the first of a customer follows nothing.
SELECT key::INTEGER AS key, CASE WHEN before // 65536 = key THEN nullif(spot - before, 0) END AS gap
FROM followed;
CREATE OR REPLACE TABLE customer_rhythm AS
SELECT p.as_of, k.customer_id, g.gaps, g.median_gap_days
FROM (SELECT key, count(gap) AS gaps, median(gap) AS median_gap_days FROM purchase_gaps GROUP BY key) AS g
JOIN customer_index AS k ON k.key = g.key, params AS p;
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
