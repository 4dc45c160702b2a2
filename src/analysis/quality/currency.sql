-- Orders that name no currency while others do, and those in another currency than most.
WITH named AS (
  SELECT upper(trim(currency)) AS currency, count(*) AS n FROM orders GROUP BY 1
),
main AS (SELECT arg_max(currency, n) AS currency FROM (SELECT * FROM named WHERE currency IS NOT NULL ORDER BY currency))
INSERT INTO quality_hit
SELECT 'currency', CASE WHEN n.currency IS NULL THEN '@missing' ELSE '@other' END, n.currency, NULL, m.currency, n.n, NULL
FROM named AS n, main AS m
WHERE n.currency IS DISTINCT FROM m.currency;

INSERT INTO quality_finding
SELECT 'currency', v.subject,
  (SELECT coalesce(sum(h.n), 0) FROM quality_hit AS h WHERE h.rule = 'currency' AND h.subject = v.subject),
  (SELECT count(*) FROM orders), 'added'
FROM (VALUES ('@other'), ('@missing')) AS v (subject);
