CREATE OR REPLACE VIEW scope_customers AS
SELECT customer_id FROM customers
UNION SELECT customer_id FROM feedback WHERE customer_id IS NOT NULL
UNION SELECT customer_id FROM tickets WHERE customer_id IS NOT NULL
UNION SELECT customer_id FROM deals WHERE customer_id IS NOT NULL
UNION SELECT customer_id FROM touches WHERE customer_id IS NOT NULL;
