-- customer_period: what each customer bought in the chosen period, and in the one before it.
CREATE OR REPLACE TABLE customer_period AS
WITH dated AS (
  SELECT
    o.customer_id,
    o.sold > 0 AS bought,
    o.sold,
    o.refunded,
    net_of(o.sold, o.refunded, p.returns) AS net,
    o.ordered_at::DATE BETWEEN p.period_start AND p.period_end AS within,
    coalesce(o.ordered_at::DATE BETWEEN p.before_start AND p.before_end, false) AS before
  FROM orders AS o, params AS p
  WHERE o.customer_id IS NOT NULL AND o.ordered_at::DATE <= p.as_of
),
summed AS (
  SELECT
    customer_id,
    count_if(within) AS records,
    count_if(bought AND within) AS orders,
    sum(CASE WHEN within THEN net ELSE 0 END) AS net,
    sum(CASE WHEN within THEN refunded ELSE 0 END) AS refunded,
    sum(CASE WHEN within THEN sold + refunded - net ELSE 0 END) AS left_out,
    count_if(bought AND before) AS orders_before,
    sum(CASE WHEN before THEN net ELSE 0 END) AS net_before
  FROM dated
  WHERE within OR before
  GROUP BY customer_id
)
SELECT
  customer_id,
  records,
  orders,
  (CASE WHEN orders > 0 THEN net ELSE 0 END)::DECIMAL(18, 4) AS revenue,
  -- Refunds of customers who bought nothing in the period: shown beside revenue, never in it.
  (CASE WHEN orders = 0 THEN refunded ELSE 0 END)::DECIMAL(18, 4) AS refunds_without_purchase,
  -- With returns=drop: what buyers sent back and the headline does not subtract.
  (CASE WHEN orders > 0 THEN left_out ELSE 0 END)::DECIMAL(18, 4) AS refunds_left_out,
  orders_before,
  (CASE WHEN orders_before > 0 THEN net_before ELSE 0 END)::DECIMAL(18, 4) AS revenue_before
FROM summed;
