-- The numbers of tier_input, in the order of its rows.
SELECT * EXCLUDE (as_of, customer_id) FROM tier_input ORDER BY rowid;
