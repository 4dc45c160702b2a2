-- customer_year: what a customer brings in a year: in the last 12 months, or of all that a summed-up file says in as many
-- months as it says, or all of it where it does not say how long that took.
CREATE OR REPLACE TABLE customer_year AS
SELECT
  s.customer_id,
  coalesce(
    s.revenue_12m::DECIMAL(18, 4),
    (s.revenue_all::DOUBLE * 12 / greatest(12, c.tenure_months))::DECIMAL(18, 4),
    s.revenue_all::DECIMAL(18, 4)
  ) AS revenue,
  CASE WHEN s.revenue_12m IS NOT NULL THEN 1 WHEN c.tenure_months IS NOT NULL THEN 2 ELSE 3 END AS basis
FROM customer_sales AS s
JOIN params AS p ON p.as_of = s.as_of
LEFT JOIN customers AS c ON c.customer_id = s.customer_id;
-- playbook_cell: money a customer and year by tier and stage. Where the reader set none, a part of what a customer of
-- that tier brings in a year is proposed, in two significant digits.
CREATE OR REPLACE TABLE playbook_cell AS
WITH bought AS (
  SELECT t.tier, avg(y.revenue) AS revenue
  FROM customer_year AS y
  JOIN customer_tier AS t ON t.customer_id = y.customer_id
  JOIN params AS p ON p.as_of = t.as_of
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
