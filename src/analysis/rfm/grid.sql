-- Customers of the window by recency score and by frequency, or the mean of frequency and monetary, on which the named
-- segments stand. Every pair of scores has a row, so that the boundaries can be drawn; colour is what they spent on average.
WITH picked AS (
  SELECT coalesce(max(value), 'fm') AS across FROM controls WHERE panel = 'rfm.grid' AND name = 'across'
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
inside AS (
  SELECT c.*, CASE WHEN k.across = 'f' THEN c.f::DOUBLE ELSE (c.f + c.m) / 2 END AS x
  FROM picked AS k, customer_rfm AS c
  SEMI JOIN scope_customers AS s ON s.customer_id = c.customer_id
),
whole AS (
  SELECT count(*) AS customers, sum(monetary)::DOUBLE AS revenue,
    count_if(r >= 4 AND f >= 4) AS best_customers,
    sum(CASE WHEN r >= 4 AND f >= 4 THEN monetary ELSE 0 END)::DOUBLE AS best_revenue,
    count_if(r <= 2 AND f >= 4) AS fading_customers
  FROM inside
)
SELECT n.r,
  CASE WHEN k.across = 'f' THEN n.x END AS f,
  CASE WHEN k.across = 'fm' THEN n.x END AS fm,
  CASE WHEN k.across = 'fm' THEN n.segment END AS segment,
  count(i.customer_id) AS customers,
  count(i.customer_id) / nullif(any_value(w.customers), 0) AS share,
  coalesce(sum(i.monetary), 0)::DOUBLE AS revenue,
  avg(i.monetary)::DOUBLE AS mean,
  any_value(w.customers) AS all_customers,
  any_value(w.revenue) AS all_revenue,
  any_value(w.best_customers) AS best_customers,
  any_value(w.best_revenue) AS best_revenue,
  any_value(w.fading_customers) AS fading_customers
FROM named AS n
CROSS JOIN picked AS k
CROSS JOIN whole AS w
LEFT JOIN inside AS i ON i.r = n.r AND i.x = n.x
GROUP BY n.r, n.x, n.segment, k.across
ORDER BY n.r, n.x;
