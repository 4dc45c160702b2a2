-- sale: what each customer bought and sent back on which day, under a short number of the customer's; once for the
-- files, whatever the view. Many panels go through all of it, and a text is dear to look up a million times.
CREATE OR REPLACE TABLE sale_key AS
SELECT customer_id, row_number() OVER ()::INTEGER AS key
FROM (SELECT DISTINCT customer_id FROM orders WHERE customer_id IS NOT NULL);
CREATE OR REPLACE TABLE compact.main.sale AS
SELECT k.key, o.ordered_at::DATE AS day, o.sold, o.refunded
FROM orders AS o
JOIN sale_key AS k ON k.customer_id = o.customer_id;
