-- Nothing is compared with before the rest stands.
CREATE OR REPLACE TABLE reviewed AS SELECT false AS any_review;
-- customers_early: as much of customers_scored as the pyramid needs that does not wait for the rest, of tables that are
-- still being filled: nobody else reads it.
CREATE OR REPLACE VIEW customers_early AS
SELECT s.customer_id, l.ordinal AS tier_place, NULL::INTEGER AS tier_place_before, c.revenue
FROM customer_sales AS s
JOIN params AS p ON p.as_of = s.as_of
LEFT JOIN customer_tier AS t ON t.as_of = s.as_of AND t.customer_id = s.customer_id
LEFT JOIN tier_level AS l ON l.tier = t.tier
LEFT JOIN customer_period AS c ON c.customer_id = s.customer_id;
