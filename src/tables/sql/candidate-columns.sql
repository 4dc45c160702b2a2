-- The numbers of tier_input, in the order of its rows (the engine keeps the order of insertion).
SELECT * EXCLUDE (as_of, customer_id) FROM tier_input;
