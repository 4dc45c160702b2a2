-- matrix_sale: the orders of the period by the categories of their lines. What lines do not say of their order's money, such as
-- a refund of part of it, they share by what they sold; an order without lines says no category. So all add up to the orders.
CREATE OR REPLACE TEMP VIEW matrix_sale AS
WITH form AS (
  SELECT raw, max(form) AS form FROM region_form WHERE applied GROUP BY raw
),
said AS (
  SELECT
    l.order_id, l.customer_id, l.category,
    coalesce(sum(l.sold), 0) AS sold,
    coalesce(sum(net_of(l.sold, l.refunded, p.returns)), 0) AS revenue
  FROM order_lines AS l, params AS p
  WHERE l.customer_id IS NOT NULL
  GROUP BY l.order_id, l.customer_id, l.category
),
shared AS (
  SELECT
    *,
    sum(revenue) OVER o AS said_revenue,
    CASE WHEN sum(sold) OVER o > 0 THEN sold::DOUBLE / sum(sold) OVER o ELSE 1 / count(*) OVER o END AS share
  FROM said
  WINDOW o AS (PARTITION BY order_id, customer_id)
),
ordered AS (
  SELECT o.*, net_of(o.sold, o.refunded, p.returns) AS revenue
  FROM orders AS o
  JOIN params AS p ON o.ordered_at::DATE BETWEEN p.period_start AND p.period_end
)
SELECT
  o.customer_id,
  o.ordered_at,
  coalesce(f.form, o.region, o.place) AS region,
  o.channel,
  l.category,
  CASE
    WHEN l.order_id IS NULL OR l.said_revenue = o.revenue THEN coalesce(l.revenue, o.revenue)::DOUBLE
    ELSE l.revenue::DOUBLE + (o.revenue - l.said_revenue)::DOUBLE * l.share
  END AS revenue,
  o.sold > 0 AND coalesce(l.sold, o.sold) > 0 AS bought
FROM ordered AS o
LEFT JOIN shared AS l ON l.order_id = o.order_id AND l.customer_id = o.customer_id
LEFT JOIN form AS f ON f.raw = coalesce(o.region, o.place);
