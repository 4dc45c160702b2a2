-- customer_index: a short number for each customer that any file names, in the order of their ids; a text is dear to look
-- up a million times, and to sort.
CREATE OR REPLACE TABLE customer_index AS
SELECT customer_id, row_number() OVER (ORDER BY customer_id)::INTEGER AS key
FROM (
  SELECT customer_id FROM orders WHERE customer_id IS NOT NULL
  UNION
  SELECT customer_id FROM customers
);
-- sale: what each customer bought and sent back on which day, `returned` the orders of which everything came back; once for the files, whatever the view. Many panels go
-- through all of it.
CREATE OR REPLACE TABLE compact.main.sale AS
SELECT k.key, o.ordered_at::DATE AS day, o.sold, o.refunded, o.returned
FROM orders AS o
JOIN customer_index AS k ON k.customer_id = o.customer_id;
