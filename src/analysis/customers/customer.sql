-- All that is known of the customer of a number.
SELECT s.*
FROM customer_sheet AS s
JOIN customer_number AS n ON n.customer_id = s.customer_id
WHERE n.number = ?;
