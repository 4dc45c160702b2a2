-- Customers of the customer files who never ordered in what was loaded.
INSERT INTO quality_hit
SELECT 'without_orders', '@customers', c.customer_id, NULL, NULL, 1, NULL
FROM quality_register AS c
ANTI JOIN (SELECT DISTINCT customer_id FROM orders WHERE customer_id IS NOT NULL) AS o ON o.customer_id = c.customer_id;

INSERT INTO quality_finding
SELECT 'without_orders', '@customers', (SELECT count(*) FROM quality_hit WHERE rule = 'without_orders'), count(*), 'kept'
FROM quality_register;
