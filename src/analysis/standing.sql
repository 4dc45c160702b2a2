-- What the customers of tier_input bring in the period, and the place of their present tier; in the order of its rows.
SELECT coalesce(c.revenue, 0)::DOUBLE AS revenue, coalesce(l.ordinal, 0)::DOUBLE AS level
FROM tier_input AS i
LEFT JOIN customer_period AS c ON c.customer_id = i.customer_id
LEFT JOIN customer_tier AS t ON t.customer_id = i.customer_id AND t.as_of = i.as_of
LEFT JOIN tier_level AS l ON l.tier = t.tier
ORDER BY i.rowid;
