-- customer_payment: how long invoices of the last 12 months took, and how many were late, as far as known that day.
INSERT INTO customer_payment
SELECT
  d.as_of,
  o.customer_id,
  avg(CASE WHEN o.paid_at::DATE <= d.as_of THEN date_diff('day', o.ordered_at::DATE, o.paid_at::DATE) END),
  avg(CASE WHEN o.due_at <= d.as_of THEN (coalesce(o.paid_at::DATE, DATE '9999-12-31') > o.due_at)::INT END)
FROM as_of_dates AS d, orders AS o
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_payment)
  AND o.customer_id IS NOT NULL AND o.sold > 0
  AND o.ordered_at::DATE <= d.as_of AND o.ordered_at::DATE > d.as_of - INTERVAL 12 MONTH
GROUP BY d.as_of, o.customer_id;
