-- The two standards against each other: named segments by the eight classes.
SELECT r.segment, r.class, count(*) AS customers,
  count(*) / sum(count(*)) OVER (PARTITION BY r.segment) AS share,
  sum(r.monetary)::DOUBLE AS revenue
FROM customer_rfm AS r
SEMI JOIN scope_crosstab AS s ON s.customer_id = r.customer_id
GROUP BY r.segment, r.class
ORDER BY r.segment, r.class;
