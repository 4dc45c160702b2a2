-- ? dimension
SELECT value, count(*) AS customers
FROM customer_dimension
WHERE name = ?
GROUP BY value
ORDER BY customers DESC, value
LIMIT 200;
