-- Rows that name a customer whom no customer file knows: one hit a customer, with the number of rows.
CREATE OR REPLACE TABLE quality_named AS
SELECT '@orders' AS subject, customer_id, count(*) AS n FROM orders WHERE customer_id IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@feedback', customer_id, count(*) FROM feedback WHERE customer_id IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@tickets', customer_id, count(*) FROM tickets WHERE customer_id IS NOT NULL GROUP BY ALL
UNION ALL
SELECT '@deals', customer_id, count(*) FROM deals WHERE customer_id IS NOT NULL GROUP BY ALL;

INSERT INTO quality_hit
SELECT 'unknown_customer', n.subject, n.customer_id, NULL, NULL, n.n, NULL
FROM quality_named AS n
ANTI JOIN quality_register AS c ON c.customer_id = n.customer_id;

INSERT INTO quality_finding
SELECT 'unknown_customer', n.subject,
  (SELECT coalesce(sum(h.n), 0) FROM quality_hit AS h WHERE h.rule = 'unknown_customer' AND h.subject = n.subject),
  sum(n.n), 'kept'
FROM quality_named AS n
GROUP BY n.subject;

DROP TABLE quality_named;
