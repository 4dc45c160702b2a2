-- Deals by the stage that the file gives them, least likely first where it says how likely they are, else most deals first.
WITH known AS (
  SELECT coalesce(d.stage, d.outcome) AS stage, d.amount, d.probability, coalesce(d.customer_id, d.deal_id) AS buyer
  FROM deals AS d, params AS p, scope_state AS x
  WHERE (d.created_at IS NULL OR d.created_at::DATE <= p.as_of)
    AND (NOT x.filtered OR d.customer_id IN (SELECT customer_id FROM scope))
),
bought AS (
  SELECT stage, sum(amount) AS each FROM known GROUP BY stage, buyer
),
largest AS (
  SELECT stage, max(each)::DOUBLE AS one, list_sum(max(each, 2))::DOUBLE AS two FROM bought GROUP BY stage
)
SELECT
  k.stage,
  count(*) AS deals,
  count(*) / sum(count(*)) OVER () AS share,
  sum(amount)::DOUBLE AS amount,
  avg(probability) AS probability,
  count(amount) AS valued,
  sum(sum(amount)) OVER ()::DOUBLE AS amount_all,
  sum(count(*) - count(amount)) OVER () AS without,
  any_value(l.one) AS amount_one,
  any_value(l.two) AS amount_two,
  -- The file was written after the day that is looked at.
  (SELECT data_end > as_of FROM params) AS past
FROM known AS k
JOIN largest AS l ON l.stage IS NOT DISTINCT FROM k.stage
GROUP BY k.stage
ORDER BY probability NULLS LAST, deals DESC, k.stage;
