-- tier_points: tier and points of each graded customer, a column (p1, p2 …) for each indicator of tier_indicator; what was
-- worked out stands row by row beside tier_input. As decimals, so that sums do not depend on the order of rows.
CREATE OR REPLACE TABLE tier_points AS
SELECT k.key, t.tier, COLUMNS(o.*)::DECIMAL(12, 6)
FROM tier_input AS i
JOIN tier_points_output AS o ON o.rowid = i.rowid
JOIN customer_tier AS t ON t.as_of = i.as_of AND t.customer_id = i.customer_id
JOIN customer_index AS k ON k.customer_id = i.customer_id;
DROP TABLE tier_points_output;
