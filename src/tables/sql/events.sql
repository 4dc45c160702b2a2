-- customer_event: what happened to a customer in the last 12 months, by the words of its kind.
INSERT INTO customer_event
SELECT
  d.as_of,
  e.customer_id,
  count_if(tells_default(e.kind)),
  count_if(tells_dispute(e.kind)),
  count(*)
FROM as_of_dates AS d, events AS e
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_event)
  AND e.customer_id IS NOT NULL AND e.at::DATE <= d.as_of AND e.at::DATE > d.as_of - INTERVAL 12 MONTH
GROUP BY d.as_of, e.customer_id;
