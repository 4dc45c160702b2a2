-- Lines whose own amount is not quantity × unit price. A price is written with two digits, so each piece may be half a
-- cent out, and the amount as well.
INSERT INTO quality_hit
SELECT
  'amount',
  CASE WHEN abs(amount) < abs(quantity * unit_price) THEN '@below' ELSE '@above' END,
  order_id,
  printf('%.2f', amount::DOUBLE),
  printf('%.2f = %g × %.2f', (quantity * unit_price)::DOUBLE, quantity::DOUBLE, unit_price::DOUBLE),
  1,
  abs(amount::DOUBLE - quantity::DOUBLE * unit_price::DOUBLE)
FROM order_lines
WHERE abs(amount::DOUBLE - quantity::DOUBLE * unit_price::DOUBLE) > 0.0051 + 0.0051 * abs(quantity::DOUBLE);

INSERT INTO quality_finding
SELECT 'amount', s.subject, (SELECT count(*) FROM quality_hit AS h WHERE h.rule = 'amount' AND h.subject = s.subject), l.n, 'kept'
FROM (VALUES ('@below'), ('@above')) AS s (subject),
  (SELECT count(*) AS n FROM order_lines WHERE amount IS NOT NULL AND quantity IS NOT NULL AND unit_price IS NOT NULL) AS l;
