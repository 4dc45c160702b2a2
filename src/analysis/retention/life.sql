-- retention_life: how many days each customer has stayed, from the first purchase. Gone on the first day that is further
-- from the last purchase than the churn window, if that day has come; else followed until the date. Files that say who left after how
-- many months, and hold no orders, are taken at their word.
CREATE OR REPLACE TEMP TABLE retention_life AS
WITH bought AS (
  SELECT s.key, min(s.day) AS begun, max(s.day) + w.churned_days + 1 AS gone_on, least(p.as_of, p.data_end) AS until
  FROM sale AS s, params AS p, lifecycle_window AS w
  WHERE s.sold > 0 AND s.day <= least(p.as_of, p.data_end)
  GROUP BY s.key, w.churned_days, p.as_of, p.data_end
)
SELECT key, date_diff('day', begun, least(gone_on, until)) AS days, gone_on <= until AS happened
FROM bought
UNION ALL
SELECT k.key, round(c.tenure_months * 30.4375)::BIGINT, c.churned
FROM customers AS c
JOIN customer_index AS k ON k.customer_id = c.customer_id
WHERE c.churned IS NOT NULL AND c.tenure_months IS NOT NULL AND NOT EXISTS (FROM bought);

-- retention_group: in which group a customer is compared with others, where one is asked for.
CREATE OR REPLACE TEMP TABLE retention_group AS
SELECT d.key, d.value AS line
FROM customer_dimension AS d
WHERE d.name = (SELECT max(value) FROM chosen WHERE name = 'rows');
