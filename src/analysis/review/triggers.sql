-- Customers with a trigger since the last review - an event, or an order larger than 99 of 100 orders of its tier - whose
-- tier was another on that day: whom to grade before the next review. The grades of the day stand in trigger_tier.
WITH span AS (
  SELECT p.as_of, (SELECT max(d.as_of) FROM review_dates AS d WHERE d.reviewed AND d.as_of < p.as_of) AS reviewed
  FROM params AS p
),
held AS (
  SELECT c.customer_id, l.tier, t.score, t.place AS ordinal
  FROM review_standing AS t
  JOIN span AS s ON s.reviewed = t.as_of
  JOIN scope AS c ON c.key = t.key
  JOIN tier_level AS l ON l.ordinal = t.place
),
-- What happened and a move in the other direction have nothing to do with each other: a signing is no reason to fall. Where
-- there was a large order on the day as well, that is named.
triggered AS (
  SELECT f.* EXCLUDE (trigger, what, amount, tone),
    CASE WHEN f.tone * (h.ordinal - l.ordinal) >= 0 THEN f.trigger WHEN f.amount > 0 AND h.ordinal > l.ordinal THEN 'order' END AS trigger,
    CASE WHEN f.tone * (h.ordinal - l.ordinal) >= 0 THEN f.what END AS what,
    CASE WHEN f.trigger = 'order' OR f.tone * (h.ordinal - l.ordinal) < 0 THEN f.amount END AS amount,
    h.tier AS from_tier, h.score AS score_before, l.tier AS to_tier, g.score AS score_after,
    h.ordinal - l.ordinal AS step, r.revenue_12m
  FROM trigger_found AS f
  JOIN held AS h ON h.customer_id = f.customer_id
  JOIN trigger_tier AS g ON g.place = f.place
  JOIN tier_level AS l ON l.ordinal = g.level
  JOIN trigger_fact AS r ON r.place = f.place
),
-- One row a customer: the day of the largest step, of equal ones the latest.
changed AS (
  SELECT *
  FROM triggered
  WHERE step <> 0 AND trigger IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY abs(step) DESC, day DESC) = 1
)
SELECT
  s.reviewed,
  (SELECT count(*) FROM held) AS compared,
  (SELECT count(DISTINCT customer_id) FROM triggered) AS triggered,
  (SELECT count(*) FROM changed) AS changed,
  c.customer_id, p.key, p.name, c.from_tier, c.to_tier, c.step, c.day, c.trigger, c.what, c.amount,
  c.score_before, c.score_after, c.revenue_12m::DOUBLE AS revenue
FROM span AS s
LEFT JOIN (SELECT * FROM changed ORDER BY revenue_12m DESC, customer_id LIMIT 200) AS c ON true
LEFT JOIN customers_scored AS p ON p.customer_id = c.customer_id
WHERE s.reviewed IS NOT NULL
ORDER BY abs(c.step) DESC, c.revenue_12m DESC, c.customer_id;
