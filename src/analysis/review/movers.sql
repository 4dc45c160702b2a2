-- Customers whose tier rose or fell between two reviews, those with the most revenue first, and the indicator whose part
-- of the score changed most in the direction of the move.
WITH pair AS (SELECT * FROM review_pair('tiers.movers')),
sides AS (
  SELECT t.as_of, t.customer_id, t.tier, t.plain, t.decided, t.score, l.ordinal, s.revenue_12m AS revenue
  FROM customer_tier AS t
  JOIN (SELECT unnest([earlier, later]) AS as_of FROM pair) AS d ON d.as_of = t.as_of
  JOIN customer_sales AS s ON s.as_of = t.as_of AND s.customer_id = t.customer_id
  JOIN tier_level AS l ON l.tier = t.tier
  SEMI JOIN scope_movers AS c ON c.customer_id = t.customer_id
),
moved AS (
  SELECT
    l.customer_id, e.tier AS from_tier, l.tier AS to_tier, e.ordinal - l.ordinal AS step,
    e.score AS score_before, l.score AS score_after, e.revenue AS revenue_before, l.revenue AS revenue_after,
    -- By the score alone nothing moved: what was decided beside it did.
    CASE WHEN e.plain = l.plain THEN CASE WHEN l.decided <> 0 THEN l.decided ELSE e.decided END END AS decided,
    p.earlier, p.later
  FROM pair AS p
  JOIN sides AS l ON l.as_of = p.later
  JOIN sides AS e ON e.as_of = p.earlier AND e.customer_id = l.customer_id
  WHERE e.tier <> l.tier
),
counted AS (
  SELECT
    (SELECT count(*) FROM sides AS s, pair AS p WHERE s.as_of = p.earlier) AS compared,
    (SELECT count(*) FROM moved WHERE step > 0) AS rose,
    (SELECT count(*) FROM moved WHERE step < 0) AS fell
),
kept AS (
  SELECT *
  FROM moved
  QUALIFY row_number() OVER (PARTITION BY sign(step) ORDER BY greatest(revenue_before, revenue_after) DESC, customer_id) <= 200
),
facts AS (
  SELECT as_of, customer_id, name, value
  FROM (
    SELECT f.as_of, f.customer_id,
      f.revenue_12m::DOUBLE AS revenue_12m, f.revenue_all::DOUBLE AS revenue_all, f.orders_all::DOUBLE AS orders_all,
      f.margin_12m::DOUBLE AS margin_12m, f.orders_12m::DOUBLE AS orders_12m, f.average_order::DOUBLE AS average_order,
      f.payment_days::DOUBLE AS payment_days, f.growth_12m::DOUBLE AS growth_12m, f.growth_6m::DOUBLE AS growth_6m,
      f.categories::DOUBLE AS categories, f.recency_days::DOUBLE AS recency_days, f.overdue_share::DOUBLE AS overdue_share,
      f.return_rate_12m::DOUBLE AS return_rate_12m, f.complaints_12m::DOUBLE AS complaints_12m,
      f.tenure_days::DOUBLE AS tenure_days, f.revenue_6m::DOUBLE AS revenue_6m, f.orders_6m::DOUBLE AS orders_6m,
      f.open_tickets::DOUBLE AS open_tickets, f.defaults_12m::DOUBLE AS defaults_12m,
      f.disputes_12m::DOUBLE AS disputes_12m, f.events_12m::DOUBLE AS events_12m, f.open_deals::DOUBLE AS open_deals,
      f.open_deal_amount::DOUBLE AS open_deal_amount
    FROM customer_facts AS f
    JOIN (SELECT unnest([earlier, later]) AS as_of FROM pair) AS d ON d.as_of = f.as_of
    WHERE f.orders_all > 0
      AND (f.customer_id IN (SELECT customer_id FROM kept) OR EXISTS (SELECT 1 FROM review_indicator WHERE relative))
  ) UNPIVOT INCLUDE NULLS (
    value FOR name IN (
      revenue_12m, revenue_all, orders_all, margin_12m, orders_12m, average_order, payment_days, growth_12m, growth_6m,
      categories, recency_days, overdue_share, return_rate_12m, complaints_12m, tenure_days, revenue_6m, orders_6m,
      open_tickets, defaults_12m, disputes_12m, events_12m, open_deals, open_deal_amount
    )
  )
),
placed AS (
  SELECT f.as_of, f.customer_id, i.name, f.value, i.weight, i.anchor_values, i.anchor_points,
    coalesce(
      CASE
        WHEN f.value IS NULL THEN NULL
        -- The share of the others strictly below, among those who have a value.
        WHEN i.relative THEN (rank() OVER (PARTITION BY f.as_of, i.name, f.value IS NULL ORDER BY f.value) - 1)
          / greatest(1, count(f.value) OVER (PARTITION BY f.as_of, i.name, f.value IS NULL) - 1)
        ELSE f.value
      END,
      i.median
    ) AS x
  FROM facts AS f
  JOIN review_indicator AS i ON i.name = f.name
),
shifts AS (
  SELECT
    k.customer_id, p.name,
    max(p.value) FILTER (p.as_of = k.earlier) AS value_before,
    max(p.value) FILTER (p.as_of = k.later) AS value_after,
    sum(p.weight * review_points(p.x, p.anchor_values, p.anchor_points) * CASE WHEN p.as_of = k.later THEN 1 ELSE -1 END)
      AS change
  FROM placed AS p
  JOIN kept AS k ON k.customer_id = p.customer_id
  GROUP BY k.customer_id, p.name
),
-- Of equal changes the first by name, so that the answer does not depend on the order of rows.
most AS (
  SELECT s.*
  FROM shifts AS s
  JOIN kept AS k ON k.customer_id = s.customer_id
  QUALIFY row_number() OVER (PARTITION BY s.customer_id ORDER BY s.change * sign(k.step) DESC, s.name) = 1
)
SELECT
  p.earlier, p.later,
  k.customer_id, c.name, k.from_tier, k.to_tier, k.step,
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
  n.compared, n.rose, n.fell
FROM pair AS p
CROSS JOIN counted AS n
LEFT JOIN kept AS k ON true
LEFT JOIN most AS m ON m.customer_id = k.customer_id
LEFT JOIN customers_scored AS c ON c.customer_id = k.customer_id
ORDER BY sign(k.step) DESC, greatest(k.revenue_before, k.revenue_after) DESC, k.customer_id;
