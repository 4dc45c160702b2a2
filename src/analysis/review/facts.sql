-- Dated facts of the customers and days of trigger_found, by the same rules as customer_facts (a test holds them equal):
-- days between reviews are many, and the marts of all customers for each of them would be too much for a few.
CREATE OR REPLACE TABLE trigger_fact AS
WITH pair AS (
  SELECT place, customer_id, day AS as_of, (day - INTERVAL 6 MONTH)::DATE AS six_ago,
    (day - INTERVAL 12 MONTH)::DATE AS year_ago, (day - INTERVAL 24 MONTH)::DATE AS two_years_ago
  FROM trigger_found
),
dated AS (
  SELECT d.place, o.day, o.sold > 0 AS bought, o.sold, o.refunded, o.returned,
    net_of(o.sold, o.refunded, p.returns) AS net,
    o.day > d.year_ago AS recent,
    o.day <= d.year_ago AND o.day > d.two_years_ago AS before,
    o.day > d.six_ago AS half,
    o.day <= d.six_ago AND o.day > d.year_ago AS half_before
  FROM pair AS d
  JOIN customer_index AS k ON k.customer_id = d.customer_id
  JOIN sale AS o ON o.key = k.key AND o.day <= d.as_of, params AS p
),
summed AS (
  SELECT place,
    min(day) FILTER (bought) AS first_order_on, max(day) FILTER (bought) AS last_order_on,
    count(*) FILTER (bought) AS orders_all, count(*) FILTER (recent) AS records_12m,
    count(*) FILTER (bought AND recent) AS orders_12m, count(*) FILTER (bought AND before) AS orders_prior_12m,
    count(*) FILTER (bought AND half) AS orders_6m, count(*) FILTER (bought AND half_before) AS orders_prior_6m,
    sum(net) AS net_all,
    coalesce(sum(net) FILTER (recent), 0) AS net_12m, coalesce(sum(net) FILTER (before), 0) AS net_prior_12m,
    coalesce(sum(net) FILTER (half), 0) AS net_6m, coalesce(sum(net) FILTER (half_before), 0) AS net_prior_6m,
    coalesce(sum(sold) FILTER (recent), 0) AS sold_12m, coalesce(sum(refunded) FILTER (recent), 0) AS refunded_12m,
    coalesce(sum(returned) FILTER (recent), 0) AS returned_12m
  FROM dated
  GROUP BY place
),
sales AS (
  SELECT place, first_order_on, last_order_on, records_12m, orders_all, orders_12m, orders_prior_12m, orders_6m,
    orders_prior_6m, sold_12m, refunded_12m, returned_12m,
    CASE WHEN orders_all > 0 THEN net_all ELSE 0 END AS revenue_all,
    CASE WHEN orders_12m > 0 THEN net_12m ELSE 0 END AS revenue_12m,
    CASE WHEN orders_prior_12m > 0 THEN net_prior_12m ELSE 0 END AS revenue_prior_12m,
    CASE WHEN orders_6m > 0 THEN net_6m ELSE 0 END AS revenue_6m,
    CASE WHEN orders_prior_6m > 0 THEN net_prior_6m ELSE 0 END AS revenue_prior_6m
  FROM summed
),
payment AS (
  SELECT d.place,
    avg(CASE WHEN o.paid_at::DATE <= d.as_of THEN date_diff('day', o.ordered_at::DATE, o.paid_at::DATE) END) AS payment_days,
    avg(CASE WHEN o.due_at <= d.as_of THEN (coalesce(o.paid_at::DATE, DATE '9999-12-31') > o.due_at)::INT END) AS overdue_share
  FROM pair AS d
  JOIN orders AS o ON o.customer_id = d.customer_id AND o.ordered_at::DATE <= d.as_of AND o.ordered_at::DATE > d.year_ago
  WHERE o.sold > 0
  GROUP BY d.place
),
products AS (
  SELECT d.place, count(DISTINCT coalesce(l.category, l.product_id)) AS categories,
    sum(coalesce(l.margin, l.amount - l.cost)) AS margin_12m
  FROM pair AS d
  JOIN order_lines AS l ON l.customer_id = d.customer_id AND l.ordered_at::DATE <= d.as_of AND l.ordered_at::DATE > d.year_ago
  WHERE l.sold + l.refunded > 0
  GROUP BY d.place
),
voice AS (
  SELECT d.place,
    count(*) FILTER (t.is_complaint AND t.opened_at::DATE > d.year_ago) AS complaints_12m,
    count(*) FILTER (t.resolved_at IS NULL OR t.resolved_at::DATE > d.as_of) AS open_tickets
  FROM pair AS d
  JOIN tickets AS t ON t.customer_id = d.customer_id AND t.opened_at::DATE <= d.as_of
  GROUP BY d.place
),
occurred AS (
  SELECT d.place,
    count(*) FILTER (tells_default(e.kind)) AS defaults_12m,
    count(*) FILTER (tells_dispute(e.kind)) AS disputes_12m,
    count(*) AS events_12m
  FROM pair AS d
  JOIN events AS e ON e.customer_id = d.customer_id AND e.at::DATE <= d.as_of AND e.at::DATE > d.year_ago
  GROUP BY d.place
),
offered AS (
  SELECT d.place, count(*) AS open_deals, sum(coalesce(l.amount, 0)) AS open_deal_amount
  FROM pair AS d
  JOIN deals AS l ON l.customer_id = d.customer_id AND l.created_at::DATE <= d.as_of
    AND (l.closed_at IS NULL OR l.closed_at::DATE > d.as_of)
  GROUP BY d.place
)
SELECT
  d.place, d.customer_id, d.as_of, s.* EXCLUDE (place),
  date_diff('day', s.last_order_on, d.as_of) AS recency_days,
  (s.revenue_all / nullif(s.orders_all, 0))::DOUBLE AS average_order,
  CASE WHEN reaches_back(d.as_of, 24, q.data_start) THEN growth_index(s.revenue_12m, s.revenue_prior_12m) END AS growth_12m,
  CASE WHEN reaches_back(d.as_of, 12, q.data_start) THEN growth_index(s.revenue_6m, s.revenue_prior_6m) END AS growth_6m,
  CASE WHEN reaches_back(d.as_of, 24, q.data_start) THEN growth_rate(s.revenue_12m, s.revenue_prior_12m) END AS growth_rate_12m,
  CASE WHEN reaches_back(d.as_of, 12, q.data_start) THEN growth_rate(s.revenue_6m, s.revenue_prior_6m) END AS growth_rate_6m,
  ((s.returned_12m - s.refunded_12m) / nullif(s.sold_12m + s.returned_12m, 0))::DOUBLE AS return_rate_12m,
  y.payment_days, y.overdue_share,
  coalesce(l.categories, 0) AS categories, l.margin_12m,
  coalesce(v.complaints_12m, 0) AS complaints_12m, coalesce(v.open_tickets, 0) AS open_tickets,
  date_diff('day', s.first_order_on, d.as_of) AS tenure_days,
  coalesce(e.defaults_12m, 0) AS defaults_12m, coalesce(e.disputes_12m, 0) AS disputes_12m,
  coalesce(e.events_12m, 0) AS events_12m,
  coalesce(o.open_deals, 0) AS open_deals, coalesce(o.open_deal_amount, 0) AS open_deal_amount
FROM pair AS d
CROSS JOIN (SELECT data_start FROM params) AS q
JOIN sales AS s ON s.place = d.place
LEFT JOIN payment AS y ON y.place = d.place
LEFT JOIN products AS l ON l.place = d.place
LEFT JOIN voice AS v ON v.place = d.place
LEFT JOIN occurred AS e ON e.place = d.place
LEFT JOIN offered AS o ON o.place = d.place
ORDER BY d.place;
-- What rules of grading look at: each customer and day under the number of its row.
CREATE OR REPLACE VIEW trigger_state AS SELECT place::VARCHAR AS customer_id, * EXCLUDE (customer_id) FROM trigger_fact;
