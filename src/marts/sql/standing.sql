-- standing: tier now and at the review before, and what was bought in the period, one row a graded customer. A view while
-- the pyramid is waited for, and of tables that are being built: nobody reads it then.
CREATE OR REPLACE VIEW standing_live AS
SELECT
  coalesce(t.customer_id, v.customer_id) AS customer_id,
  t.tier,
  v.tier AS tier_before,
  c.revenue
FROM (SELECT x.customer_id, x.tier FROM customer_tier AS x JOIN params AS p ON x.as_of = p.as_of) AS t
FULL JOIN (
  SELECT x.customer_id, x.tier FROM customer_tier AS x JOIN params AS p ON x.as_of = p.previous_review
) AS v ON v.customer_id = t.customer_id
LEFT JOIN customer_period AS c ON c.customer_id = t.customer_id;
CREATE OR REPLACE VIEW standing AS SELECT * FROM standing_live;
