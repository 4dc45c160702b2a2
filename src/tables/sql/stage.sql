-- customer_stage: where in its life each known customer stands, as of the present date. Who is known and never bought is
-- potential. No stage (null): entered only after the date, whose purchase lies before the data, or without any date.
CREATE OR REPLACE TABLE customer_stage AS
WITH present AS (
  SELECT x.* FROM customer_sales AS x JOIN params AS q ON q.as_of = x.as_of
),
-- Sent something back and bought nothing: the purchase lies before the data.
before AS (
  SELECT DISTINCT k.customer_id
  FROM present AS x
  JOIN customer_index AS k ON k.customer_id = x.customer_id
  JOIN sale AS t ON t.key = k.key
  WHERE x.orders_all = 0 AND t.refunded <> 0 AND t.day <= x.as_of
)
SELECT
  coalesce(s.customer_id, c.customer_id) AS customer_id,
  CASE
    WHEN date_diff('day', s.last_order_on, p.as_of) > w.churned_days THEN 'churned'
    WHEN date_diff('day', s.last_order_on, p.as_of) > w.dormant_days THEN 'dormant'
    -- A summed-up file does not say when somebody began; whose only order is the last one began with it.
    WHEN date_diff('day', coalesce(s.first_order_on, CASE WHEN s.orders_all = 1 THEN s.last_order_on END), p.as_of) <= w.new_days
      THEN 'new'
    WHEN s.last_order_on IS NOT NULL THEN 'active'
    -- A summed-up file without days may say itself who is gone, and how long the others have been customers.
    WHEN coalesce(s.orders_all, CASE WHEN s.revenue_all IS NOT NULL THEN 1 END, 0) > 0 THEN CASE
      WHEN c.churned THEN 'churned'
      WHEN c.churned IS NULL THEN NULL
      WHEN c.tenure_months * 30.44 <= w.new_days THEN 'new'
      ELSE 'active'
    END
    WHEN b.customer_id IS NOT NULL THEN NULL
    -- A customer file is of the last date; who is on it was known earlier only if it says since when.
    WHEN coalesce(c.created_at::DATE <= p.as_of, p.as_of >= coalesce(p.data_end, p.as_of)) THEN 'potential'
  END AS stage
FROM params AS p, lifecycle_window AS w, customers AS c
FULL JOIN present AS s ON s.customer_id = c.customer_id
LEFT JOIN before AS b ON b.customer_id = s.customer_id;
