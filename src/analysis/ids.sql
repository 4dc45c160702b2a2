-- Customers in the order of the indicators that were read last.
SELECT customer_id AS id FROM tier_input;
