-- Values that a few customers share, one row each customer.
SELECT why, key, customer_id FROM quality_same ORDER BY why, key, customer_id;
