-- customer_state: all that may decide a rule of grading, as of the one date in as_of_dates. What only customer files say
-- is known of the present alone, so as of a past date those columns are null.
CREATE OR REPLACE VIEW customer_state AS
SELECT f.*, c.* EXCLUDE (customer_id, recency_days)
FROM customer_facts AS f
JOIN as_of_dates AS d ON d.as_of = f.as_of
CROSS JOIN params AS p
LEFT JOIN customers AS c ON c.customer_id = f.customer_id AND f.as_of >= coalesce(p.data_end, f.as_of)
WHERE coalesce(f.orders_all, 1) > 0;
