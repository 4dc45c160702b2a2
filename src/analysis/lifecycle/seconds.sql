-- lifecycle_second: how long each customer took from the first day with a purchase to the next such day, or has been
-- followed without one. A purchase near the start of the data is known to be the first only if the customer was entered
-- within the data.
CREATE OR REPLACE TEMP TABLE lifecycle_second AS
WITH until AS (
  SELECT least(p.as_of, p.data_end) AS day FROM params AS p
),
begun AS (
  SELECT s.key, min(s.day) AS day FROM sale AS s, until AS u WHERE s.sold > 0 AND s.day <= u.day GROUP BY s.key
),
again AS (
  SELECT s.key, min(s.day) AS day
  FROM sale AS s
  JOIN begun AS b ON b.key = s.key
  WHERE s.sold > 0 AND s.day > b.day AND s.day <= (SELECT u.day FROM until AS u)
  GROUP BY s.key
)
SELECT
  b.key,
  period_of('quarter', b.day, f.week_start, f.fiscal_start) AS quarter,
  date_diff('day', b.day, coalesce(a.day, u.day)) AS days,
  a.day IS NOT NULL AS happened,
  b.day >= p.data_start + to_days(w.days) OR coalesce(c.created_at::DATE BETWEEN p.data_start AND b.day, false) AS known
FROM begun AS b
JOIN customer_index AS k ON k.key = b.key
LEFT JOIN again AS a ON a.key = b.key
LEFT JOIN customers AS c ON c.customer_id = k.customer_id
CROSS JOIN until AS u
CROSS JOIN params AS p
CROSS JOIN churn_window AS w
CROSS JOIN calendar AS f;
