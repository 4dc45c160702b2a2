-- The number of a customer.
SELECT number FROM customer_number WHERE customer_id = ?;
