-- customer_tier: the scores of tier_output (computed by stats/score.ts, row by row beside tier_input) with their level.
INSERT INTO customer_tier
SELECT i.as_of, i.customer_id, o.raw, o.score, l.tier, o.missing::BIGINT, b.tier, o.decided::INTEGER
FROM tier_input AS i
JOIN tier_output AS o ON o.rowid = i.rowid
JOIN tier_level AS l ON l.ordinal = o.level
JOIN tier_level AS b ON b.ordinal = o.plain;
DROP TABLE tier_output;
DROP TABLE tier_input;
