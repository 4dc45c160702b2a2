-- How many customers meet the condition that is being written, and what they bring in the period, beside everybody.
SELECT
  count(t.customer_id) AS customers,
  coalesce(sum(p.revenue) FILTER (t.customer_id IS NOT NULL), 0)::DOUBLE AS revenue,
  count(*) AS all_customers,
  coalesce(sum(p.revenue), 0)::DOUBLE AS all_revenue
FROM customers_scored AS c
LEFT JOIN segment_trial AS t ON t.customer_id = c.customer_id
LEFT JOIN customer_period AS p ON p.customer_id = c.customer_id;
