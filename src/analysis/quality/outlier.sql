-- Amounts far from the middle, on the logarithm because amounts are spread over powers of ten. The modified z-score of
-- Iglewicz and Hoaglin (1993) is 0.6745 (x - median) / MAD; they call more than 3.5 an outlier. Nothing where most
-- amounts are equal (MAD 0) or fewer than 20 are there.
CREATE OR REPLACE TABLE quality_spread AS
WITH logs AS (SELECT ln(amount::DOUBLE) AS x FROM orders WHERE amount > 0),
middle AS (SELECT median(x) AS middle, count(*) AS n FROM logs)
SELECT any_value(m.middle) AS middle, any_value(m.n) AS n, median(abs(x - m.middle)) AS mad FROM logs, middle AS m;

INSERT INTO quality_hit
SELECT
  'outlier', CASE WHEN ln(o.amount::DOUBLE) > s.middle THEN '@high' ELSE '@low' END,
  o.order_id, printf('%.2f', o.amount::DOUBLE), printf('%.2f', exp(s.middle)), 1, abs(ln(o.amount::DOUBLE) - s.middle)
FROM orders AS o, quality_spread AS s
WHERE o.amount > 0 AND s.n >= 20 AND s.mad > 0 AND abs(ln(o.amount::DOUBLE) - s.middle) * 0.6745 / s.mad > 3.5;

INSERT INTO quality_finding
SELECT 'outlier', v.subject, (SELECT count(*) FROM quality_hit AS h WHERE h.rule = 'outlier' AND h.subject = v.subject), s.n, 'kept'
FROM (VALUES ('@high'), ('@low')) AS v (subject), quality_spread AS s
WHERE s.n > 0;

DROP TABLE quality_spread;
