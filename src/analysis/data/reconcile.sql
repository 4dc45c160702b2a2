-- From the plain sum of the files to the headline revenue, step by step; every step is a sum of the same orders.
WITH summed AS (
  SELECT
    coalesce(sum(o.amount), 0) AS plain,
    coalesce(sum(CASE WHEN NOT inside THEN o.amount END), 0) AS outside,
    coalesce(sum(CASE WHEN inside THEN o.amount - o.sold - o.refunded END), 0) AS void,
    coalesce(sum(CASE WHEN inside AND o.customer_id IS NULL THEN o.sold + o.refunded END), 0) AS unnamed,
    count_if(NOT inside) AS outside_n,
    count_if(inside AND o.amount <> o.sold + o.refunded) AS void_n,
    count_if(inside AND o.customer_id IS NULL) AS unnamed_n,
    count(*) AS plain_n
  FROM (
    SELECT x.*, coalesce(x.ordered_at::DATE BETWEEN p.period_start AND p.period_end, false) AS inside FROM orders AS x, params AS p
  ) AS o
),
named AS (
  SELECT
    coalesce(sum(revenue), 0) AS revenue,
    coalesce(sum(refunds_without_purchase), 0) AS refunds,
    count_if(orders = 0 AND refunds_without_purchase <> 0) AS refunds_n,
    coalesce(sum(orders), 0) AS revenue_n
  FROM customer_period
),
steps AS (
  SELECT 1 AS ordinal, 'plain' AS step, plain AS amount, plain_n AS n FROM summed
  UNION ALL SELECT 2, 'outside', -outside, outside_n FROM summed
  UNION ALL SELECT 3, 'void', -void, void_n FROM summed
  UNION ALL SELECT 4, 'unnamed', -unnamed, unnamed_n FROM summed
  UNION ALL SELECT 5, 'refunds', -refunds, refunds_n FROM named
  -- With returns=drop the buyers' own refunds are left out: what is still missing to the headline.
  UNION ALL SELECT 6, 'dropped', revenue - (plain - outside - void - unnamed - refunds), 0 FROM summed, named
  UNION ALL SELECT 7, 'revenue', revenue, revenue_n FROM named
)
SELECT ordinal, step, amount::DOUBLE AS amount, n::DOUBLE AS n
FROM steps
WHERE step NOT IN ('dropped', 'void', 'outside') OR amount <> 0
ORDER BY ordinal;
