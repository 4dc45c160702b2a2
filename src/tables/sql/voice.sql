-- customer_voice: complaints of the last 12 months and tickets open on the day.
INSERT INTO customer_voice
SELECT
  d.as_of,
  t.customer_id,
  count_if(t.is_complaint AND t.opened_at::DATE > d.as_of - INTERVAL 12 MONTH),
  count_if(t.resolved_at IS NULL OR t.resolved_at::DATE > d.as_of)
FROM as_of_dates AS d, tickets AS t
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_voice)
  AND t.customer_id IS NOT NULL AND t.opened_at::DATE <= d.as_of
GROUP BY d.as_of, t.customer_id;
