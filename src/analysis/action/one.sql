-- What is to be done with one customer, the soonest first.
SELECT * FROM action_list WHERE customer_id = ? AND (due_in IS NULL OR due_in <= 90) ORDER BY due_in NULLS LAST, kind;
