-- The two standards against each other: named segments by the eight classes.
SELECT r.segment, r.class, count(*) AS customers,
  count(*) / sum(count(*)) OVER (PARTITION BY r.segment) AS share,
  sum(r.monetary)::DOUBLE AS revenue,
  max(r.monetary)::DOUBLE AS revenue_one, list_sum(max(r.monetary, 2))::DOUBLE AS revenue_two
FROM customer_rfm AS r
JOIN scope AS s ON s.key = r.key
GROUP BY r.segment, r.class
ORDER BY r.segment, r.class;
