-- Customers whose tier rose or fell between two reviews, those with the most revenue first, and the indicator whose part
-- of the score changed most in the direction of the move.
WITH pair AS (SELECT * FROM review_pair),
moved AS (
  SELECT m.*, c.customer_id FROM review_move AS m JOIN scope AS c ON c.key = m.key
),
counted AS (
  SELECT
    (SELECT count(*) FROM review_standing AS s JOIN pair AS p ON p.earlier = s.as_of JOIN scope AS c ON c.key = s.key) AS compared,
    (SELECT count(*) FROM moved WHERE step > 0) AS rose,
    (SELECT count(*) FROM moved WHERE step < 0) AS fell
),
kept AS MATERIALIZED (
  SELECT *
  FROM moved
  QUALIFY row_number() OVER (PARTITION BY sign(step) ORDER BY greatest(revenue_before, revenue_after) DESC, customer_id) <= 200
),
shifts AS (
  SELECT
    k.key, v.name,
    max(v.value) FILTER (v.as_of = k.earlier) AS value_before,
    max(v.value) FILTER (v.as_of = k.later) AS value_after,
    sum(i.weight * review_points(v.x, i.anchor_values, i.anchor_points) * CASE WHEN v.as_of = k.later THEN 1 ELSE -1 END)
      AS change
  FROM review_value AS v
  JOIN kept AS k ON k.key = v.key
  JOIN review_indicator AS i ON i.name = v.name
  GROUP BY k.key, v.name
),
-- Of equal changes the first by name, so that the answer does not depend on the order of rows.
most AS (
  SELECT s.*
  FROM shifts AS s
  JOIN kept AS k ON k.key = s.key
  QUALIFY row_number() OVER (PARTITION BY s.key ORDER BY s.change * sign(k.step) DESC, s.name) = 1
)
SELECT
  p.earlier, p.later,
  k.customer_id, k.key, c.name, f.tier AS from_tier, t.tier AS to_tier, k.step,
  k.score_before, k.score_after, k.score_after - k.score_before AS score_change,
  CASE
    WHEN k.decided > 0 THEN 'rule'
    WHEN k.decided = -1 THEN 'keep'
    WHEN k.decided = -2 THEN 'override'
    ELSE m.name
  END AS cause,
  CASE WHEN k.decided IS NULL THEN m.value_before END AS cause_before,
  CASE WHEN k.decided IS NULL THEN m.value_after END AS cause_after,
  CASE WHEN k.decided IS NULL THEN m.change END AS cause_points,
  k.revenue_before::DOUBLE AS revenue_before,
  k.revenue_after::DOUBLE AS revenue_after,
  n.compared, n.rose, n.fell,
  review_since(p.earlier, p.later) AS without
FROM pair AS p
CROSS JOIN counted AS n
LEFT JOIN kept AS k ON true
LEFT JOIN most AS m ON m.key = k.key
LEFT JOIN tier_level AS f ON f.ordinal = k.from_place
LEFT JOIN tier_level AS t ON t.ordinal = k.to_place
LEFT JOIN customers_scored AS c ON c.key = k.key
ORDER BY sign(k.step) DESC, greatest(k.revenue_before, k.revenue_after) DESC, k.customer_id;
