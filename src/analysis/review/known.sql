-- Customers that were asked for: their names and tiers as of the present date.
SELECT w.customer_id, c.name, t.tier, t.plain, t.score, t.decided
FROM (SELECT DISTINCT customer_id FROM review_asked) AS w
LEFT JOIN customers_scored AS c ON c.customer_id = w.customer_id
LEFT JOIN (SELECT x.* FROM customer_tier AS x JOIN params AS p ON p.as_of = x.as_of) AS t ON t.customer_id = w.customer_id
ORDER BY w.customer_id;
