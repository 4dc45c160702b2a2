-- Customers of the window by recency score and by frequency, or the mean of frequency and monetary, on which the named
-- segments stand. Every pair of scores has a row, so that the boundaries can be drawn; colour is what they spent on average.
WITH picked AS (
  SELECT coalesce(max(value), 'fm') AS across FROM chosen WHERE name = 'across'
),
pairs AS (
  SELECT y.r::BIGINT AS r, x.x::DOUBLE AS x
  FROM picked AS k, (VALUES (1), (2), (3), (4), (5)) AS y (r),
    (VALUES (1), (1.5), (2), (2.5), (3), (3.5), (4), (4.5), (5)) AS x (x)
  WHERE k.across = 'fm' OR x.x = floor(x.x)
),
named AS (
  SELECT p.r, p.x, coalesce(min_by(b.segment, b.place), 'lost') AS segment
  FROM pairs AS p
  LEFT JOIN rfm_boundary AS b ON p.r BETWEEN b.r_from AND b.r_to AND p.x BETWEEN b.fm_from AND b.fm_to
  GROUP BY p.r, p.x
),
-- Added up by the three scores first: what follows has 125 rows at most.
inside AS MATERIALIZED (
  SELECT c.r, c.f, c.m, count(*) AS customers, sum(c.monetary) AS revenue,
    max(c.monetary, 2) AS largest
  FROM customer_rfm AS c
  JOIN scope AS s ON s.key = c.key
  GROUP BY c.r, c.f, c.m
),
-- Of everybody in the window, whatever the filter: that is whom the scores compare.
alike AS (
  SELECT any_value(r_alike) AS r_alike, any_value(f_alike) AS f_alike, any_value(m_alike) AS m_alike FROM customer_rfm
),
whole AS (
  SELECT coalesce(sum(customers), 0)::BIGINT AS customers, sum(revenue)::DOUBLE AS revenue,
    coalesce(sum(customers) FILTER (r >= 4 AND f >= 4), 0)::BIGINT AS best_customers,
    sum(CASE WHEN r >= 4 AND f >= 4 THEN revenue ELSE 0 END)::DOUBLE AS best_revenue,
    coalesce(sum(customers) FILTER (r <= 2 AND f >= 4), 0)::BIGINT AS fading_customers
  FROM inside
),
cells AS (
  SELECT i.r, CASE WHEN k.across = 'f' THEN i.f::DOUBLE ELSE (i.f + i.m) / 2 END AS x,
    sum(i.customers)::BIGINT AS customers, sum(i.revenue)::DOUBLE AS revenue,
    list_reverse_sort(flatten(list(i.largest)))[:2] AS largest
  FROM inside AS i, picked AS k
  GROUP BY ALL
)
SELECT n.r,
  CASE WHEN k.across = 'f' THEN n.x END AS f,
  CASE WHEN k.across = 'fm' THEN n.x END AS fm,
  CASE WHEN k.across = 'fm' THEN n.segment END AS segment,
  coalesce(c.customers, 0) AS customers,
  coalesce(c.customers, 0) / nullif(w.customers, 0) AS share,
  coalesce(c.revenue, 0) AS revenue,
  c.largest[1]::DOUBLE AS revenue_one,
  list_sum(c.largest)::DOUBLE AS revenue_two,
  c.revenue / c.customers AS mean,
  w.best_customers / nullif(w.customers, 0) AS best_share,
  CASE WHEN w.revenue <> 0 THEN w.best_revenue / w.revenue ELSE 0 END AS best_revenue_share,
  w.fading_customers,
  a.r_alike, a.f_alike, a.m_alike
FROM named AS n
CROSS JOIN picked AS k
CROSS JOIN whole AS w
CROSS JOIN alike AS a
LEFT JOIN cells AS c ON c.r = n.r AND c.x = n.x
ORDER BY n.r, n.x;
