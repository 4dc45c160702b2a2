-- What one customer brought in each of the last 24 months up to the date, or since the first order; and whether the month is over.
WITH who AS (SELECT key FROM customer_index WHERE customer_id = ?),
brought AS (
  SELECT date_trunc('month', s.day)::DATE AS start,
    sum(net_of(s.sold, s.refunded, p.returns))::DOUBLE AS revenue,
    count_if(s.sold > 0) AS orders
  FROM sale AS s
  JOIN who AS w ON w.key = s.key, params AS p
  WHERE s.day <= p.as_of
  GROUP BY start
),
axis AS (
  SELECT unnest(generate_series(
    greatest(date_trunc('month', p.as_of) - INTERVAL 23 MONTH, (SELECT min(start) FROM brought)::TIMESTAMP),
    date_trunc('month', p.as_of), INTERVAL 1 MONTH
  ))::DATE AS start
  FROM params AS p
  WHERE (SELECT count(*) FROM brought) > 0
)
SELECT a.start, coalesce(b.revenue, 0) AS revenue, coalesce(b.orders, 0) AS orders,
  (a.start + INTERVAL 1 MONTH)::DATE > p.as_of + 1 AS unfinished
FROM axis AS a
CROSS JOIN params AS p
LEFT JOIN brought AS b ON b.start = a.start
ORDER BY a.start;
