-- kpi_unnamed: sales that name no customer belong to nobody's tier; a filter on customers leaves them out.
CREATE OR REPLACE TEMP TABLE kpi_unnamed AS
SELECT
  coalesce(sum(o.sold + o.refunded), 0) AS sales_without_customer,
  coalesce(count_if(o.sold > 0), 0) AS orders_without_customer
FROM orders AS o, params AS p
WHERE o.customer_id IS NULL AND o.ordered_at::DATE BETWEEN p.period_start AND p.period_end;
