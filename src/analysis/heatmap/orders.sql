-- matrix_sale: the orders of the period with what each says of itself; a refund counts where it was booked, as revenue does.
CREATE OR REPLACE TEMP VIEW matrix_sale AS
WITH form AS (
  SELECT raw, max(form) AS form FROM region_form WHERE applied GROUP BY raw
)
SELECT
  o.customer_id,
  o.ordered_at,
  coalesce(f.form, o.region, o.place) AS region,
  o.channel,
  NULL::VARCHAR AS category,
  net_of(o.sold, o.refunded, p.returns) AS revenue,
  o.sold > 0 AS bought
FROM orders AS o
JOIN params AS p ON o.ordered_at::DATE BETWEEN p.period_start AND p.period_end
LEFT JOIN form AS f ON f.raw = coalesce(o.region, o.place);
