-- lifecycle_shift: the stage of each customer on an earlier day, by the windows of today, beside the one it has now. Whose
-- first purchase or entry lies between came since; of who never bought and is entered without a day nothing is known.
CREATE OR REPLACE TEMP TABLE lifecycle_pair AS
WITH asked AS (
  SELECT max(value) AS since FROM chosen WHERE name = 'since'
),
rhythm AS (
  SELECT coalesce(max(review), 'quarter') AS review FROM tier_scheme
),
dated AS (
  SELECT
    coalesce(
      (p.as_of - to_months(try_cast(a.since AS INTEGER)))::DATE,
      -- The last end of a quarter (or month) before the date.
      (date_trunc(r.review, p.as_of) - INTERVAL 1 DAY)::DATE
    ) AS earlier,
    p.as_of AS later, p.data_start
  FROM params AS p, asked AS a, rhythm AS r
)
SELECT earlier, later, date_diff('day', data_start, earlier) AS known_days FROM dated WHERE earlier >= data_start;
CREATE OR REPLACE TEMP TABLE lifecycle_shift AS
WITH bought AS (
  SELECT s.key, min(s.day) AS first_on, max(s.day) AS last_on
  FROM sale AS s, lifecycle_pair AS d
  WHERE s.sold > 0 AND s.day <= d.earlier
  GROUP BY s.key
)
SELECT
  k.key,
  CASE
    WHEN date_diff('day', b.last_on, d.earlier) > w.churned_days THEN 'churned'
    WHEN date_diff('day', b.last_on, d.earlier) > w.dormant_days THEN 'dormant'
    WHEN date_diff('day', b.first_on, d.earlier) <= w.new_days THEN 'new'
    WHEN b.last_on IS NOT NULL THEN 'active'
    WHEN c.created_at::DATE <= d.earlier THEN 'potential'
    WHEN x.first_order_on > d.earlier OR c.created_at::DATE > d.earlier THEN 'came'
    ELSE 'undated'
  END AS stage_before,
  g.stage AS stage_now,
  coalesce(r.revenue, 0) AS revenue
FROM customer_stage AS g
CROSS JOIN lifecycle_pair AS d
CROSS JOIN lifecycle_window AS w
JOIN customer_index AS k ON k.customer_id = g.customer_id
LEFT JOIN bought AS b ON b.key = k.key
LEFT JOIN customers AS c ON c.customer_id = g.customer_id
LEFT JOIN customer_sales AS x ON x.customer_id = g.customer_id AND x.as_of = d.later
LEFT JOIN customer_period AS r ON r.customer_id = g.customer_id
WHERE g.stage IS NOT NULL;
