-- rfm_scored: customers with a purchase in each window of rfm_window; score = 1 + floor(5 x (number strictly worse) / n),
-- so that equal values score equally (a plain ntile would depend on the order of rows). The best value scores 5 however
-- many share it: who was billed with all others on the last day is not gone. Where all share one value, nobody is worse
-- than anybody: R is 5, because none is later than the latest, and F and M stand in the middle.
CREATE OR REPLACE TABLE rfm_scored AS
WITH base AS MATERIALIZED (
  SELECT w.as_of, c.customer_id, c.orders AS frequency, c.revenue AS monetary,
    date_diff('day', s.last_order_on, w.as_of) AS recency_days
  FROM rfm_window AS w
  JOIN customer_period AS c ON w.ready AND c.orders > 0
  JOIN customer_sales AS s ON s.customer_id = c.customer_id AND s.as_of = w.as_of
  WHERE s.last_order_on IS NOT NULL
  UNION ALL
  SELECT w.as_of, o.customer_id, count_if(o.sold > 0),
    sum(net_of(o.sold, o.refunded, p.returns))::DECIMAL(18, 4),
    date_diff('day', max(CASE WHEN o.sold > 0 THEN o.ordered_at::DATE END), w.as_of)
  FROM rfm_window AS w
  JOIN orders AS o ON NOT w.ready AND o.ordered_at::DATE BETWEEN w.window_start AND w.window_end
  CROSS JOIN params AS p
  WHERE o.customer_id IS NOT NULL
  GROUP BY w.as_of, o.customer_id
  HAVING count_if(o.sold > 0) > 0
),
bests AS (
  SELECT as_of, count(*) AS n,
    min(recency_days) AS best_recency, max(frequency) AS best_frequency, max(monetary) AS best_monetary,
    min(recency_days) = max(recency_days) AS r_alike,
    min(frequency) = max(frequency) AS f_alike,
    min(monetary) = max(monetary) AS m_alike
  FROM base
  GROUP BY as_of
),
ranked AS (
  SELECT base.*,
    rank() OVER (PARTITION BY base.as_of ORDER BY recency_days DESC) - 1 AS less_recent,
    rank() OVER (PARTITION BY base.as_of ORDER BY frequency) - 1 AS less_frequent,
    rank() OVER (PARTITION BY base.as_of ORDER BY monetary) - 1 AS less_spent,
    b.n, b.best_recency, b.best_frequency, b.best_monetary, b.r_alike, b.f_alike, b.m_alike
  FROM base
  JOIN bests AS b ON b.as_of = base.as_of
),
scored AS (
  SELECT as_of, customer_id, recency_days, frequency, monetary,
    CASE WHEN recency_days = best_recency THEN 5 ELSE 1 + (5 * less_recent) // n END AS r,
    CASE WHEN f_alike THEN 3 WHEN frequency = best_frequency THEN 5 ELSE 1 + (5 * less_frequent) // n END AS f,
    CASE WHEN m_alike THEN 3 WHEN monetary = best_monetary THEN 5 ELSE 1 + (5 * less_spent) // n END AS m,
    r_alike, f_alike, m_alike
  FROM ranked
),
-- What divides high from low in the eight classes, by the reader's choice.
cuts AS (
  SELECT x.as_of,
    CASE s.cut WHEN 'mean' THEN avg(r) WHEN 'median' THEN median(r) ELSE any_value(s.cut_r) END AS cut_r,
    CASE s.cut WHEN 'mean' THEN avg(f) WHEN 'median' THEN median(f) ELSE any_value(s.cut_f) END AS cut_f,
    CASE s.cut WHEN 'mean' THEN avg(m) WHEN 'median' THEN median(m) ELSE any_value(s.cut_m) END AS cut_m
  FROM scored AS x, rfm_setting AS s
  GROUP BY x.as_of, s.cut
),
-- The first boundary that fits each pair of scores decides; whom none takes is lost.
named AS (
  SELECT g.r, g.fm, coalesce(min_by(b.segment, b.place), 'lost') AS segment
  FROM (SELECT r, (f + m) / 2 AS fm FROM scored GROUP BY ALL) AS g
  LEFT JOIN rfm_boundary AS b ON g.r BETWEEN b.r_from AND b.r_to AND g.fm BETWEEN b.fm_from AND b.fm_to
  GROUP BY g.r, g.fm
)
SELECT x.*,
  -- The best score is high also where it is the cut, as when most share the best value.
  CASE WHEN x.m > c.cut_m OR x.m = 5 THEN 'important' ELSE 'general' END || CASE
    WHEN (x.r > c.cut_r OR x.r = 5) AND (x.f > c.cut_f OR x.f = 5) THEN '_value'
    WHEN x.r > c.cut_r OR x.r = 5 THEN '_develop'
    WHEN x.f > c.cut_f OR x.f = 5 THEN '_keep'
    ELSE '_retain'
  END AS class,
  n.segment
FROM scored AS x
JOIN cuts AS c ON c.as_of = x.as_of
JOIN named AS n ON n.r = x.r AND n.fm = (x.f + x.m) / 2;
