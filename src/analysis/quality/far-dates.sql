-- Days that stand apart from the rest: more than a year and more than the length of all other days after the last but
-- one per mille, or as far before the first, or after the day on which the files are read.
CREATE OR REPLACE TABLE quality_day AS
SELECT '@ordered_at' AS subject, ordered_at::DATE AS day, count(*) AS n FROM orders WHERE ordered_at IS NOT NULL GROUP BY ALL
UNION ALL
-- Rows whose day was so far from all others that it is not taken for one.
SELECT subject, day, count(*) FROM far_day GROUP BY ALL
UNION ALL
SELECT '@submitted_at', submitted_at::DATE, count(*) FROM feedback WHERE submitted_at IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@opened_at', opened_at::DATE, count(*) FROM tickets WHERE opened_at IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@joined_at', created_at::DATE, count(*) FROM customers WHERE created_at IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@begun_at', created_at::DATE, count(*) FROM deals WHERE created_at IS NOT NULL GROUP BY ALL;

CREATE OR REPLACE TABLE quality_far_day AS
WITH along AS (
  SELECT subject, day, n, sum(n) OVER (PARTITION BY subject ORDER BY day) AS up_to, sum(n) OVER (PARTITION BY subject) AS total
  FROM quality_day
),
bulk AS (
  -- Without the last and first per mille, and at least one row of each end.
  SELECT
    subject, any_value(total) AS total,
    min(day) FILTER (WHERE up_to > greatest(1, total * 0.001)) AS low,
    coalesce(max(day) FILTER (WHERE up_to <= total - greatest(1, total * 0.001)), min(day)) AS high
  FROM along
  GROUP BY subject
),
limits AS (
  SELECT subject, total, low - greatest(366, high - low)::INTEGER AS first_day, high + greatest(366, high - low)::INTEGER AS last_day
  FROM bulk
)
SELECT d.subject, d.day, d.n, CASE WHEN d.day < l.first_day THEN '@early' ELSE '@late' END AS side
FROM quality_day AS d
JOIN limits AS l ON l.subject = d.subject
CROSS JOIN quality_today AS t
-- Far before is worth a word only where there is enough to be far from; of customers it is usual.
WHERE d.day > t.today OR (d.subject, d.day) IN (SELECT (subject, day) FROM far_day)
  OR (l.total >= 20 AND (d.day > l.last_day OR (d.day < l.first_day AND d.subject <> '@joined_at')));

INSERT INTO quality_hit
SELECT 'far_dates', f.subject, o.order_id, o.ordered_at::DATE::VARCHAR, NULL, 1, NULL
FROM quality_far_day AS f JOIN orders AS o ON o.ordered_at::DATE = f.day WHERE f.subject = '@ordered_at'
UNION ALL
SELECT 'far_dates', subject, id, day::VARCHAR, NULL, 1, NULL FROM far_day
UNION ALL
SELECT 'far_dates', f.subject, coalesce(b.response_id, b.customer_id), b.submitted_at::DATE::VARCHAR, NULL, 1, NULL
FROM quality_far_day AS f JOIN feedback AS b ON b.submitted_at::DATE = f.day WHERE f.subject = '@submitted_at'
UNION ALL
SELECT 'far_dates', f.subject, b.ticket_id, b.opened_at::DATE::VARCHAR, NULL, 1, NULL
FROM quality_far_day AS f JOIN tickets AS b ON b.opened_at::DATE = f.day WHERE f.subject = '@opened_at'
UNION ALL
SELECT 'far_dates', f.subject, b.customer_id, b.created_at::DATE::VARCHAR, NULL, 1, NULL
FROM quality_far_day AS f JOIN customers AS b ON b.created_at::DATE = f.day WHERE f.subject = '@joined_at'
UNION ALL
SELECT 'far_dates', f.subject, b.deal_id, b.created_at::DATE::VARCHAR, NULL, 1, NULL
FROM quality_far_day AS f JOIN deals AS b ON b.created_at::DATE = f.day WHERE f.subject = '@begun_at';

INSERT INTO quality_finding
SELECT 'far_dates', d.subject, coalesce(sum(d.n) FILTER (WHERE f.day IS NOT NULL), 0), sum(d.n), 'kept'
FROM quality_day AS d
LEFT JOIN quality_far_day AS f ON f.subject = d.subject AND f.day = d.day
GROUP BY d.subject;

DROP TABLE quality_day;
DROP TABLE quality_far_day;
