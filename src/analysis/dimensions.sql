SELECT name, count(DISTINCT value) AS values
FROM customer_dimension
GROUP BY name
ORDER BY name;
