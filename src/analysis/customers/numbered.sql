-- The number of each customer, row by row of customer_sheet; null: nobody has numbered it yet.
SELECT n.number
FROM customer_sheet AS s
LEFT JOIN customer_number AS n ON n.customer_id = s.customer_id
ORDER BY s.rowid;
