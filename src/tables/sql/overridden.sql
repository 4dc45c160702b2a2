-- Levels given by hand that hold on the day of tier_input; of several the one that began last.
SELECT i.rowid::DOUBLE AS row, arg_max(l.ordinal, o.since)::DOUBLE AS level
FROM tier_input AS i
JOIN tier_override AS o ON o.customer_id = i.customer_id AND o.since <= i.as_of AND (o.until IS NULL OR o.until >= i.as_of)
JOIN tier_level AS l ON l.tier = o.tier
GROUP BY i.rowid;
