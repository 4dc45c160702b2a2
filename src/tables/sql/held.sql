-- Level of each customer in tier_input at the review before; its date stands in review_before.
SELECT i.rowid::DOUBLE AS row, l.ordinal::DOUBLE AS level
FROM tier_input AS i
JOIN customer_tier AS t ON t.customer_id = i.customer_id
JOIN review_before AS b ON b.as_of = t.as_of
JOIN tier_level AS l ON l.tier = t.tier;
