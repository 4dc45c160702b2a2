-- What is due within the days and for the role that were asked, by kind. `missing`: kinds that these files cannot tell of.
WITH asked AS (
  SELECT
    coalesce(max(value) FILTER (name = 'role'), 'all') AS role,
    coalesce(try_cast(max(value) FILTER (name = 'horizon') AS INTEGER), 30) AS horizon
  FROM chosen
),
due AS (
  SELECT a.key, a.kind, a.due_in, a.revenue
  FROM action_list AS a, asked AS q, scope_state AS f
  WHERE (a.due_in IS NULL OR a.due_in <= q.horizon)
    AND (q.role NOT IN ('sales', 'marketing', 'service') OR a.role = q.role)
    AND (NOT f.filtered OR a.customer_id IN (SELECT customer_id FROM scope))
),
at_stake AS (
  SELECT max(revenue) AS each FROM due GROUP BY key
),
looked AS (
  SELECT count(*) AS customers FROM scope
),
kinds AS (
  SELECT v.kind, v.place, NOT list_contains(string_split(m.missing, ','), v.asks) AS known
  FROM (VALUES
    (1, 'complaint', 'complaint'), (2, 'event', 'event'), (3, 'overdue', 'overdue'), (4, 'dormant', 'overdue'),
    (5, 'fell', 'rose'), (6, 'rose', 'rose'), (7, 'hold', ''), (8, 'lift', ''), (9, 'birthday', 'birthday'),
    (10, 'contact', 'overdue')
  ) AS v(place, kind, asks)
  CROSS JOIN action_lost AS m
)
SELECT
  k.kind AS action,
  -- What the files cannot tell of is no answer, which is not none.
  CASE WHEN k.known THEN count(c.key) END AS actions,
  CASE WHEN k.known THEN count(c.key) FILTER (c.due_in < 0) END AS late,
  CASE WHEN k.known THEN coalesce(sum(round(c.revenue, 2)::DECIMAL(18, 2)), 0)::DOUBLE END AS revenue,
  max(c.revenue)::DOUBLE AS revenue_one, list_sum(max(c.revenue, 2))::DOUBLE AS revenue_two,
  (SELECT count(DISTINCT key) FROM due) AS due_customers,
  (SELECT coalesce(sum(each::DECIMAL(18, 2)), 0)::DOUBLE FROM at_stake) AS stake,
  (SELECT max(each)::DOUBLE FROM at_stake) AS stake_one,
  (SELECT list_sum(max(each, 2))::DOUBLE FROM at_stake) AS stake_two,
  l.customers AS looked, m.missing
FROM kinds AS k
CROSS JOIN looked AS l
CROSS JOIN action_lost AS m
LEFT JOIN due AS c ON c.kind = k.kind
GROUP BY k.kind, k.place, k.known, l.customers, m.missing
ORDER BY k.place;
