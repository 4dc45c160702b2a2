-- What happened with one customer up to the date, newest first; `n`: how much there is in all.
WITH who AS (SELECT ? AS id),
happened AS (
  SELECT customer_id, ordered_at AS "at", 'order' AS kind, order_id AS ref, (sold + refunded)::DOUBLE AS amount,
    concat_ws(' · ', status, channel, campaign) AS words, NULL::DOUBLE AS score
  FROM orders
  UNION ALL
  SELECT customer_id, submitted_at, 'feedback', response_id, NULL, concat_ws(' · ', survey, item, comment), score
  FROM feedback
  UNION ALL
  SELECT customer_id, opened_at, 'ticket', ticket_id, NULL, concat_ws(' · ', category, reason, status), satisfaction
  FROM tickets
  UNION ALL
  SELECT customer_id, created_at, 'deal', deal_id, amount::DOUBLE, concat_ws(' · ', product, stage, outcome), NULL
  FROM deals
  UNION ALL
  SELECT customer_id, "at", 'event', NULL, NULL, concat_ws(' · ', kind, note), NULL
  FROM events
  UNION ALL
  SELECT customer_id, starts_at::TIMESTAMP, 'contract', contract_id, amount::DOUBLE,
    CASE WHEN ends_at IS NOT NULL THEN '→ ' || ends_at::VARCHAR END, NULL
  FROM contracts
)
SELECT "at", kind, ref, amount, nullif(words, '') AS words, score, count(*) OVER () AS n
FROM happened, who, params AS p
WHERE customer_id = who.id AND ("at" IS NULL OR p.data_start IS NULL OR "at"::DATE <= p.as_of)
ORDER BY "at" DESC NULLS LAST, kind, ref
LIMIT 50 OFFSET ?;
