-- What customers are looked for by: one row each, whether or not the files say more of them than an id.
SELECT n.number, n.customer_id AS id, c.name, c.phone, c.email
FROM customer_number AS n
LEFT JOIN customers AS c ON c.customer_id = n.customer_id
ORDER BY n.number;
