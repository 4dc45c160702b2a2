-- What calls for a grading between two reviews: events, and orders larger than 99 of 100 orders that customers of the same
-- tier placed in the 12 months up to the review. One row a customer and day: an event before an order, then the largest.
CREATE OR REPLACE TABLE trigger_found AS
WITH span AS (
  SELECT p.as_of, (SELECT max(d.as_of) FROM review_dates AS d WHERE d.reviewed AND d.as_of < p.as_of) AS reviewed
  FROM params AS p
),
held AS (
  SELECT t.customer_id, t.tier, k.key
  FROM customer_tier AS t
  JOIN span AS s ON s.reviewed = t.as_of
  LEFT JOIN customer_index AS k ON k.customer_id = t.customer_id
),
large AS (
  SELECT h.tier, quantile_cont(o.sold::DOUBLE, 0.99) AS limit_99
  FROM sale AS o
  JOIN held AS h ON h.key = o.key, span AS s
  WHERE o.sold > 0 AND o.day <= s.reviewed AND o.day > s.reviewed - INTERVAL 12 MONTH
  GROUP BY h.tier
),
happened AS (
  SELECT e.customer_id, e.at::DATE AS day, 'event' AS trigger, e.kind AS what, NULL::DOUBLE AS amount,
    CASE
      WHEN tells_default(e.kind) OR tells_dispute(e.kind)
        OR regexp_matches(lower(e.kind), 'complain|cancel|terminat|churn|downgrade|insolven|bankrupt|投诉|投訴|解约|解約|终止|終止|破产|破產|降级|降級') THEN -1
      WHEN regexp_matches(lower(e.kind), 'sign|renew|upgrade|award|expan|partner|strategic|opening|funding|签约|簽約|续约|續約|升级|升級|获奖|獲獎|扩|擴|战略|戰略|开业|開業|融资|融資|上市|中标|中標') THEN 1
      ELSE 0
    END AS tone
  FROM events AS e
  SEMI JOIN held AS h ON h.customer_id = e.customer_id, span AS s
  WHERE e.at::DATE > s.reviewed AND e.at::DATE <= s.as_of
  UNION ALL
  SELECT h.customer_id, o.day, 'order', NULL, o.sold::DOUBLE, 1
  FROM sale AS o
  JOIN held AS h ON h.key = o.key
  JOIN large AS x ON x.tier = h.tier, span AS s
  WHERE o.sold > x.limit_99 AND o.day > s.reviewed AND o.day <= s.as_of
),
kept AS (
  SELECT * EXCLUDE (amount), max(amount) OVER (PARTITION BY customer_id, day) AS amount
  FROM happened
  QUALIFY row_number() OVER (PARTITION BY customer_id, day ORDER BY happened.trigger, happened.amount DESC NULLS LAST, what) = 1
)
SELECT k.*, s.reviewed, row_number() OVER (ORDER BY k.customer_id, k.day) - 1 AS place
FROM kept AS k, span AS s;
