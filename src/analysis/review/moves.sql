-- review_move: customers whose tier is another on the later of the two days that the movers are of.
CREATE OR REPLACE TEMP TABLE review_move AS
SELECT
  l.key, e.place AS from_place, l.place AS to_place, e.place - l.place AS step,
  e.score AS score_before, l.score AS score_after, e.revenue_12m AS revenue_before, l.revenue_12m AS revenue_after,
  -- By the score alone nothing moved: what was decided beside it did.
  CASE WHEN e.plain = l.plain THEN CASE WHEN l.decided <> 0 THEN l.decided ELSE e.decided END END AS decided,
  p.earlier, p.later
FROM review_pair AS p
JOIN review_standing AS l ON l.as_of = p.later
JOIN review_standing AS e ON e.as_of = p.earlier AND e.key = l.key
WHERE e.place <> l.place;

-- review_value: the indicators of these customers on both days, and where the scheme looks their points up.
CREATE OR REPLACE TEMP TABLE review_value AS
WITH pair AS (SELECT * FROM review_pair),
facts AS (
  SELECT as_of, key, name, value
  FROM (
    SELECT f.as_of, k.key,
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
    JOIN customer_index AS k ON k.customer_id = f.customer_id
    WHERE f.orders_all > 0
      AND (k.key IN (SELECT key FROM review_move) OR EXISTS (SELECT 1 FROM review_indicator WHERE relative))
  ) UNPIVOT INCLUDE NULLS (
    value FOR name IN (
      revenue_12m, revenue_all, orders_all, margin_12m, orders_12m, average_order, payment_days, growth_12m, growth_6m,
      categories, recency_days, overdue_share, return_rate_12m, complaints_12m, tenure_days, revenue_6m, orders_6m,
      open_tickets, defaults_12m, disputes_12m, events_12m, open_deals, open_deal_amount
    )
  )
),
placed AS (
  SELECT f.as_of, f.key, i.name, f.value,
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
)
SELECT v.* FROM placed AS v SEMI JOIN review_move AS m ON m.key = v.key;
