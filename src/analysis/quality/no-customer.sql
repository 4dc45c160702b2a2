-- Orders that name no customer: their sales stand beside the headline, in no tier.
INSERT INTO quality_hit
SELECT 'no_customer', '@orders', order_id, ordered_at::VARCHAR, NULL, 1, NULL
FROM orders
WHERE customer_id IS NULL;

INSERT INTO quality_finding
SELECT 'no_customer', '@orders', count_if(customer_id IS NULL), count(*), 'apart' FROM orders;
