-- customer_deal: deals that were open on the day; whether they were won is known only of the present.
INSERT INTO customer_deal
SELECT d.as_of, l.customer_id, count(*), sum(coalesce(l.amount, 0))::DECIMAL(18, 4)
FROM as_of_dates AS d, deals AS l
WHERE d.as_of NOT IN (SELECT DISTINCT as_of FROM customer_deal)
  AND l.customer_id IS NOT NULL AND l.created_at::DATE <= d.as_of AND (l.closed_at IS NULL OR l.closed_at::DATE > d.as_of)
GROUP BY d.as_of, l.customer_id;
