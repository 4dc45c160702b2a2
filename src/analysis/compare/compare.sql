-- Both tops, their difference and their parts. Grades of a past day, what came after, and the draws are worked out
-- beforehand (tier_input, sale; the method stands in the definition).
SELECT r.* EXCLUDE (ordinal), f.*
FROM compare_result AS r, compare_frame AS f
ORDER BY r.ordinal;
