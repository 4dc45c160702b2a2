-- Customers with a trigger since the last review - an event, or an order larger than 99 of 100 orders of its tier - whose
-- tier is another by now: whom to grade before the next review.
WITH span AS (
  SELECT p.as_of, (SELECT max(d.as_of) FROM review_dates AS d WHERE d.reviewed AND d.as_of < p.as_of) AS reviewed
  FROM params AS p
),
held AS (
  SELECT t.customer_id, t.tier, t.score, l.ordinal
  FROM customer_tier AS t
  JOIN span AS s ON s.reviewed = t.as_of
  JOIN tier_level AS l ON l.tier = t.tier
  SEMI JOIN scope_triggers AS c ON c.customer_id = t.customer_id
),
tiered AS (
  SELECT t.customer_id, t.tier FROM customer_tier AS t JOIN span AS s ON s.reviewed = t.as_of
),
large AS (
  SELECT h.tier, quantile_cont(o.sold, 0.99) AS limit_99, count(*) AS orders
  FROM orders AS o
  JOIN tiered AS h ON h.customer_id = o.customer_id, span AS s
  WHERE o.sold > 0 AND o.ordered_at::DATE <= s.reviewed AND o.ordered_at::DATE > s.reviewed - INTERVAL 12 MONTH
  GROUP BY h.tier
),
found AS (
  SELECT e.customer_id, e.at::DATE AS day, 'event' AS trigger, e.kind AS what, NULL::DOUBLE AS amount
  FROM events AS e, span AS s
  WHERE e.customer_id IS NOT NULL AND e.at::DATE > s.reviewed AND e.at::DATE <= s.as_of
  UNION ALL
  SELECT o.customer_id, o.ordered_at::DATE, 'order', NULL, o.sold::DOUBLE
  FROM orders AS o
  JOIN held AS h ON h.customer_id = o.customer_id
  JOIN large AS x ON x.tier = h.tier, span AS s
  WHERE o.sold > x.limit_99 AND o.ordered_at::DATE > s.reviewed AND o.ordered_at::DATE <= s.as_of
),
-- One row a customer: an event before an order, then the largest order; how many there are.
triggered AS (
  SELECT f.*, count(*) OVER (PARTITION BY f.customer_id) AS triggers
  FROM found AS f
  SEMI JOIN held AS h ON h.customer_id = f.customer_id
  QUALIFY row_number() OVER (
    PARTITION BY f.customer_id ORDER BY f.trigger, f.amount DESC NULLS LAST, f.day DESC, f.what
  ) = 1
),
changed AS (
  SELECT g.*, h.tier AS from_tier, n.tier AS to_tier, h.ordinal - l.ordinal AS step, h.score AS score_before,
    n.score AS score_after, r.revenue_12m
  FROM triggered AS g
  JOIN held AS h ON h.customer_id = g.customer_id
  JOIN span AS s ON true
  JOIN customer_tier AS n ON n.customer_id = g.customer_id AND n.as_of = s.as_of
  JOIN tier_level AS l ON l.tier = n.tier
  JOIN customer_sales AS r ON r.customer_id = g.customer_id AND r.as_of = s.as_of
  WHERE n.tier <> h.tier
)
SELECT
  s.reviewed,
  (SELECT count(*) FROM held) AS compared,
  (SELECT count(*) FROM triggered) AS triggered,
  (SELECT count(*) FROM changed) AS changed,
  c.customer_id, p.name, c.from_tier, c.to_tier, c.step, c.trigger, c.what, c.amount, c.day, c.triggers,
  c.score_before, c.score_after, c.revenue_12m::DOUBLE AS revenue
FROM span AS s
LEFT JOIN (SELECT * FROM changed ORDER BY revenue_12m DESC, customer_id LIMIT 200) AS c ON true
LEFT JOIN customer_profile AS p ON p.customer_id = c.customer_id
WHERE s.reviewed IS NOT NULL
ORDER BY abs(c.step) DESC, c.revenue_12m DESC, c.customer_id;
