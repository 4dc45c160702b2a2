-- What stands behind the @ of five customers or more: of fewer it is their own name, or that of their firm.
SELECT lower(regexp_extract(trim(email), '@([^@]+)$', 1)) AS domain
FROM customers
WHERE email LIKE '%@%'
GROUP BY domain
HAVING count(*) >= 5
ORDER BY domain;
