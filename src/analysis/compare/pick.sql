-- Customers who stand in one top and not in the other, as compare_pick has found them among tier_input.
CREATE OR REPLACE TEMP TABLE compare_customer AS
SELECT i.customer_id, CASE WHEN p.side > 0 THEN 'onlyA' ELSE 'onlyB' END AS "group", p.a AS score_a, p.b AS score_b,
  CASE WHEN p.returned > 0 THEN 'yes' ELSE 'no' END AS returned, p.amount
FROM compare_pick AS p
JOIN tier_input AS i ON i.rowid = p.place;
DROP TABLE compare_pick;
