-- tier_points: points of each graded customer, a column (p1, p2 …) for each indicator of tier_indicator; what was worked
-- out stands row by row beside tier_input.
CREATE OR REPLACE TABLE tier_points AS
SELECT i.customer_id, o.*
FROM tier_input AS i
JOIN tier_points_output AS o ON o.rowid = i.rowid;
DROP TABLE tier_points_output;
