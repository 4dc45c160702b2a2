-- Members of each own segment and what they bring in the period, beside everybody.
WITH everybody AS (
  SELECT count(*) AS customers, coalesce(sum(p.revenue), 0)::DOUBLE AS revenue
  FROM customers_scored AS c LEFT JOIN customer_period AS p ON p.customer_id = c.customer_id
)
SELECT m.name, count(*) AS customers, coalesce(sum(p.revenue), 0)::DOUBLE AS revenue,
  any_value(e.customers) AS all_customers, any_value(e.revenue) AS all_revenue
FROM segment_members AS m
CROSS JOIN everybody AS e
LEFT JOIN customer_period AS p ON p.customer_id = m.customer_id
GROUP BY m.name;
