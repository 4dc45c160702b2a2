-- review_standing: where each customer stood on the days that can be compared; made once for them, whatever the filter.
CREATE OR REPLACE TABLE review_standing AS
SELECT t.as_of, k.key, l.ordinal AS place, t.plain, t.decided, t.score, s.revenue_12m
FROM customer_tier AS t
JOIN review_dates AS d ON d.as_of = t.as_of
JOIN tier_level AS l ON l.tier = t.tier
JOIN customer_sales AS s ON s.as_of = t.as_of AND s.customer_id = t.customer_id
JOIN customer_index AS k ON k.customer_id = t.customer_id;
