-- How many customers stand in each cell of the playbook, and what treating them so takes in a year.
WITH placed AS (
  SELECT
    coalesce(s.tier, 'none') AS tier, coalesce(s.stage, 'unknown') AS stage,
    count(*) AS customers,
    sum(x.revenue) AS revenue,
    max(x.revenue)::DOUBLE AS revenue_one, list_sum(max(x.revenue, 2))::DOUBLE AS revenue_two,
    max(x.basis) AS basis
  FROM customers_scored AS s
  JOIN scope AS c ON c.key = s.key
  LEFT JOIN customer_year AS x ON x.customer_id = s.customer_id
  GROUP BY ALL
)
SELECT
  c.tier, c.stage,
  coalesce(n.customers, 0) AS customers,
  coalesce(n.revenue, 0)::DOUBLE AS revenue,
  n.revenue_one,
  n.revenue_two,
  c.contact_days::INTEGER AS contact_days,
  CASE WHEN c.contact_days > 0 THEN round(coalesce(n.customers, 0) * 365 / c.contact_days) ELSE 0 END AS contacts,
  c.role,
  c.budget_each,
  coalesce(n.customers, 0) * c.budget_each AS budget,
  c.proposed,
  coalesce(n.basis, 1)::INTEGER AS basis
FROM playbook_cell AS c
LEFT JOIN placed AS n ON n.tier = c.tier AND n.stage = c.stage
WHERE c.shown OR n.customers > 0
ORDER BY c.place;
