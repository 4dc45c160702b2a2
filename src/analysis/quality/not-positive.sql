-- Orders of nothing, and of less than nothing: gifts, corrections, returns.
INSERT INTO quality_hit
SELECT 'not_positive', CASE WHEN amount < 0 THEN '@negative' ELSE '@zero' END, order_id, printf('%.2f', amount::DOUBLE), NULL, 1, -amount::DOUBLE
FROM orders
WHERE amount <= 0;

INSERT INTO quality_finding
SELECT 'not_positive', v.subject, CASE v.subject WHEN '@zero' THEN o.zero ELSE o.negative END, o.n,
  CASE v.subject WHEN '@zero' THEN 'kept' ELSE 'returned' END
FROM (VALUES ('@negative'), ('@zero')) AS v (subject),
  (SELECT count_if(amount = 0) AS zero, count_if(amount < 0) AS negative, count(amount) AS n FROM orders) AS o
WHERE o.n > 0;
