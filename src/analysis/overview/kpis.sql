-- One row: the headline figures of the chosen customers in the period, and of the period before where the data reach.
-- Files that are summed up have no dated orders: what they do not say is null.
WITH bought AS (
  -- Of nothing but nulls count_if is null.
  SELECT
    count(*) AS on_file,
    coalesce(count_if(tier_place IS NOT NULL), 0) AS ever_bought,
    coalesce(count_if(orders > 0), 0) AS customers,
    coalesce(sum(orders), 0) AS orders,
    count(orders) AS counted,
    coalesce(count_if(in_period AND orders IS NULL), 0) AS uncounted,
    coalesce(sum(revenue), 0) AS revenue,
    max(revenue)::DOUBLE AS revenue_one, list_sum(max(revenue, 2))::DOUBLE AS revenue_two,
    coalesce(count_if(orders > 1), 0) AS repeaters,
    coalesce(sum(refunds_without_purchase), 0) AS refunds_without_purchase,
    coalesce(sum(refunds_left_out), 0) AS refunds_left_out,
    coalesce(count_if(orders = 0 AND records > 0), 0) AS customers_without_purchase,
    coalesce(count_if(orders_before > 0), 0) AS customers_before,
    coalesce(sum(orders_before), 0) AS orders_before,
    coalesce(sum(revenue_before), 0) AS revenue_before,
    coalesce(count_if(orders_before > 1), 0) AS repeaters_before,
    coalesce(count_if(active), 0) AS active_customers,
    coalesce(count_if(at_risk), 0) AS at_risk_customers,
    coalesce(count_if(at_risk AND own_rhythm), 0) AS at_risk_own,
    coalesce(sum(CASE WHEN at_risk THEN revenue_12m END), 0) AS revenue_at_risk,
    max(CASE WHEN at_risk THEN revenue_12m END)::DOUBLE AS revenue_at_risk_one, list_sum(max(CASE WHEN at_risk THEN revenue_12m END, 2))::DOUBLE AS revenue_at_risk_two
  FROM scope
),
unnamed AS (
  SELECT
    CASE WHEN x.filtered THEN 0 ELSE u.sales_without_customer END AS sales_without_customer,
    CASE WHEN x.filtered THEN 0 ELSE u.orders_without_customer END AS orders_without_customer
  FROM kpi_unnamed AS u, scope_state AS x
),
answers AS (
  SELECT f.score
  FROM feedback AS f, params AS p, scope_state AS x
  WHERE f.score BETWEEN 0 AND 10 AND f.scale_min = 0 AND f.scale_max = 10 AND coalesce(f.is_overall, true)
    AND (f.submitted_at IS NULL OR p.data_start IS NULL OR f.submitted_at::DATE BETWEEN p.period_start AND p.period_end)
    AND (NOT x.filtered OR f.customer_id IN (SELECT customer_id FROM scope))
),
-- Where the data reach back that far.
earlier AS (
  SELECT
    CASE WHEN p.before_start IS NOT NULL THEN b.customers_before END AS customers_before,
    CASE WHEN p.before_start IS NOT NULL THEN b.orders_before END::DOUBLE AS orders_before,
    CASE WHEN p.before_start IS NOT NULL THEN b.revenue_before END::DOUBLE AS revenue_before,
    CASE WHEN p.before_start IS NOT NULL THEN b.repeaters_before / nullif(b.customers_before, 0) END AS repeat_rate_before
  FROM bought AS b, params AS p
),
voiced AS (
  SELECT count(*) AS nps_n, avg(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) AS nps_mean,
    var_pop(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) AS nps_variance
  FROM answers
)
SELECT
  p.data_start IS NULL AS summed,
  -- From everybody whom a file names to those who bought in the period.
  b.on_file,
  b.ever_bought,
  b.customers + CASE WHEN p.data_start IS NULL THEN b.uncounted ELSE 0 END AS customers,
  CASE WHEN p.data_start IS NOT NULL OR b.counted > 0 THEN b.orders END::DOUBLE AS orders,
  CASE WHEN p.data_start IS NULL THEN nullif(b.revenue, 0) ELSE b.revenue END::DOUBLE AS revenue,
  b.repeaters / nullif(b.customers, 0) AS repeat_rate,
  CASE WHEN p.data_start IS NOT NULL THEN b.active_customers END AS active_customers,
  CASE WHEN p.data_start IS NOT NULL THEN b.at_risk_customers END AS at_risk_customers,
  CASE WHEN p.data_start IS NOT NULL THEN b.at_risk_own END AS at_risk_own,
  CASE WHEN p.data_start IS NOT NULL THEN b.revenue_at_risk END::DOUBLE AS revenue_at_risk,
  b.revenue_one, b.revenue_two, b.revenue_at_risk_one, b.revenue_at_risk_two,
  w.days AS churn_days,
  e.customers_before, e.orders_before, e.revenue_before, e.repeat_rate_before,
  -- Of nothing, or of refunds alone, there is no share.
  CASE WHEN e.customers_before > 0 THEN b.customers / e.customers_before - 1 END AS customers_change,
  CASE WHEN e.orders_before > 0 THEN b.orders / e.orders_before - 1 END AS orders_change,
  CASE WHEN e.revenue_before > 0 THEN b.revenue::DOUBLE / e.revenue_before - 1 END AS revenue_change,
  b.repeaters / nullif(b.customers, 0) - e.repeat_rate_before AS repeat_rate_change,
  b.refunds_without_purchase::DOUBLE AS refunds_without_purchase, b.customers_without_purchase,
  u.sales_without_customer::DOUBLE AS sales_without_customer, u.orders_without_customer,
  u.sales_without_customer::DOUBLE / nullif(u.orders_without_customer, 0) AS average_without_customer,
  b.refunds_left_out::DOUBLE AS refunds_left_out,
  (b.revenue + b.refunds_left_out + b.refunds_without_purchase + u.sales_without_customer)::DOUBLE AS total,
  v.nps_n,
  CASE WHEN v.nps_n > 0 THEN 100 * v.nps_mean END AS nps,
  -- Half width of the 95 % interval of a mean of -1, 0, 1: 1.96 x sqrt(variance / n).
  CASE WHEN v.nps_n > 1 THEN 100 * 1.959964 * sqrt(v.nps_variance / v.nps_n) END AS nps_margin
FROM bought AS b, earlier AS e, unnamed AS u, voiced AS v, params AS p, churn_window AS w;
