-- From the plain sum of the files to the headline revenue, step by step; every step is a sum of the same orders. Amounts
-- in another currency than the figures are of are counted and never added.
WITH home AS (
  SELECT DISTINCT currency FROM orders WHERE currency IS NOT NULL AND (sold <> 0 OR refunded <> 0)
),
placed AS (
  SELECT
    o.amount, o.sold, o.refunded, o.customer_id IS NULL AS nobody,
    coalesce(o.ordered_at::DATE BETWEEN p.period_start AND p.period_end, false) AS inside,
    o.currency IS NOT NULL AND h.currency IS NULL AND EXISTS (FROM home) AS elsewhere
  FROM orders AS o
  CROSS JOIN params AS p
  LEFT JOIN home AS h ON h.currency = o.currency
),
summed AS (
  SELECT
    coalesce(sum(amount) FILTER (NOT elsewhere), 0) AS plain,
    coalesce(sum(amount) FILTER (NOT elsewhere AND NOT inside), 0) AS outside,
    coalesce(sum(amount - sold - refunded) FILTER (NOT elsewhere AND inside), 0) AS void,
    coalesce(sum(sold + refunded) FILTER (inside AND nobody), 0) AS unnamed,
    count_if(NOT elsewhere AND NOT inside) AS outside_n,
    count_if(NOT elsewhere AND inside AND amount <> sold + refunded) AS void_n,
    count_if(NOT elsewhere AND inside AND nobody) AS unnamed_n,
    count_if(NOT elsewhere) AS plain_n,
    count_if(elsewhere) AS elsewhere_n
  FROM placed
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
  UNION ALL SELECT 2, 'currency', NULL, elsewhere_n FROM summed WHERE elsewhere_n > 0
  UNION ALL SELECT 3, 'outside', -outside, outside_n FROM summed
  UNION ALL SELECT 4, 'void', -void, void_n FROM summed
  UNION ALL SELECT 5, 'unnamed', -unnamed, unnamed_n FROM summed
  UNION ALL SELECT 6, 'refunds', -refunds, refunds_n FROM named
  -- With returns=drop the buyers' own refunds are left out: what is still missing to the headline.
  UNION ALL SELECT 7, 'dropped', revenue - (plain - outside - void - unnamed - refunds), 0 FROM summed, named
  UNION ALL SELECT 8, 'revenue', revenue, revenue_n FROM named
)
SELECT ordinal, step, amount::DOUBLE AS amount, n::DOUBLE AS n
FROM steps
WHERE step NOT IN ('dropped', 'void', 'outside') OR amount <> 0
ORDER BY ordinal;
