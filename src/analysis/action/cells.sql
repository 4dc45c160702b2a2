-- playbook_cell: money a customer and year by tier and stage. Where the reader set none, a part of what a customer of
-- that tier brought in the last 12 months is proposed, in two significant digits.
CREATE OR REPLACE TABLE playbook_cell AS
WITH bought AS (
  SELECT t.tier, avg(coalesce(s.revenue_12m, s.revenue_all)) AS revenue
  FROM customer_sales AS s
  JOIN params AS p ON p.as_of = s.as_of
  JOIN customer_tier AS t ON t.as_of = s.as_of AND t.customer_id = s.customer_id
  GROUP BY t.tier
),
proposed AS (
  SELECT w.*, coalesce(w.budget, w.share * greatest(0, coalesce(b.revenue, (SELECT min(x.revenue) FROM bought AS x), 0))) AS money
  FROM playbook_plan AS w
  LEFT JOIN bought AS b ON b.tier = w.tier
)
SELECT
  tier, stage, place, usual, contact_days, role, budget IS NULL AS proposed,
  CASE
    WHEN budget IS NOT NULL OR money <= 0 THEN money
    ELSE round(money / pow(10, floor(log10(money)) - 1)) * pow(10, floor(log10(money)) - 1)
  END AS budget_each,
  -- No stage is known of anybody: then only that column has customers.
  usual AND EXISTS (SELECT 1 FROM customers_scored WHERE stage IS NOT NULL) AS shown
FROM proposed;
