-- Who stands in the top of one grading and not of the other, those who brought most after it first, with their numbers.
SELECT
  c.customer_id, p.key, p.name, c."group", c.score_a, c.score_b, c.returned, c.amount AS revenue,
  count(*) FILTER (c."group" = 'onlyA') OVER () AS only_a,
  count(*) FILTER (c."group" = 'onlyB') OVER () AS only_b,
  sum(c.amount) FILTER (c."group" = 'onlyA') OVER () AS revenue_a,
  sum(c.amount) FILTER (c."group" = 'onlyB') OVER () AS revenue_b,
  f.*
FROM compare_frame AS f
LEFT JOIN compare_customer AS c ON true
LEFT JOIN customers_scored AS p ON p.customer_id = c.customer_id
QUALIFY row_number() OVER (PARTITION BY c."group" ORDER BY c.amount DESC, c.customer_id) <= 200
ORDER BY c.amount DESC, c.customer_id;
