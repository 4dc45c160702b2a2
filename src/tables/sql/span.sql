-- The first and the last day of the orders.
SELECT min(ordered_at)::DATE AS "from", max(last_at)::DATE AS "to" FROM orders;
