-- Currencies that the orders name, most orders first.
SELECT upper(trim(currency)) AS currency, count(*) AS orders
FROM orders
WHERE currency IS NOT NULL
GROUP BY 1
ORDER BY orders DESC, currency
LIMIT 20;
