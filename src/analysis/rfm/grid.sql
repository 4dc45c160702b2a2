-- Customers of the period by recency and frequency score; colour is what they spent on average.
SELECT r.r, r.f, count(*) AS customers, avg(r.monetary)::DOUBLE AS mean, sum(r.monetary)::DOUBLE AS revenue,
  count(*) / sum(count(*)) OVER () AS share,
  median(r.recency_days) AS recency_median, median(r.frequency) AS frequency_median
FROM customer_rfm AS r
SEMI JOIN scope_customers AS s ON s.customer_id = r.customer_id
GROUP BY r.r, r.f
ORDER BY r.r, r.f;
