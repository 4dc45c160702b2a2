-- Status words of the orders and what each was read as.
SELECT status, any_value(state) AS state, count(*) AS n
FROM orders
WHERE status IS NOT NULL
GROUP BY status
ORDER BY n DESC, status;
