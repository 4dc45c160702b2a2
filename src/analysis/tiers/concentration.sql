-- Lorenz curve from the largest customer down in steps of 1 %, with Gini; customers with a purchase in the period and revenue
-- above zero. Of others there is no share and no Gini between 0 and 1: they are counted beside.
WITH buyers AS (
  -- Sorted once and gone through in that order: a window that sorts takes twice as long. Which of equal values comes
  -- first makes no difference.
  SELECT revenue FROM scope WHERE in_period AND coalesce(orders, 1) > 0 AND revenue > 0
  ORDER BY revenue DESC
),
others AS (
  SELECT count(*) AS n, coalesce(sum(revenue), 0) AS revenue
  FROM scope
  WHERE in_period AND coalesce(orders, 1) > 0 AND coalesce(revenue, 0) <= 0
),
ranked AS MATERIALIZED (
  SELECT revenue, row_number() OVER () AS place, sum(revenue) OVER (ROWS UNBOUNDED PRECEDING) AS running FROM buyers
),
whole AS (
  SELECT count(*) AS n, sum(revenue) AS total, max(revenue) / nullif(sum(revenue), 0) AS largest_share
  FROM ranked
),
summed AS (
  -- Exact sums first, so that the order of adding does not show. Gini of values sorted upward: (2 x sum(i x v) / (n x sum(v))) - (n + 1) / n.
  SELECT
    2 * sum((w.n - r.place + 1)::DECIMAL(12, 0) * r.revenue)::DOUBLE / nullif(any_value(w.n) * any_value(w.total)::DOUBLE, 0)
      - (any_value(w.n) + 1) / any_value(w.n) AS gini,
    any_value(w.n) AS n,
    any_value(w.total) AS total,
    any_value(w.largest_share)::DOUBLE AS largest_share
  FROM ranked AS r, whole AS w
),
steps AS (
  SELECT unnest(range(1, 101)) AS percent
)
-- The share of the top x % is that of the round(x % of n) largest customers, at least one.
SELECT
  s.percent / 100 AS customers_share,
  (r.running / nullif(m.total, 0))::DOUBLE AS revenue_share,
  r.running::DOUBLE AS revenue,
  r.place AS customers,
  m.gini,
  m.n,
  m.largest_share,
  o.n AS others,
  o.revenue::DOUBLE AS others_revenue
FROM steps AS s, summed AS m, others AS o
JOIN ranked AS r ON r.place = greatest(1, round(m.n * s.percent / 100))
ORDER BY s.percent;
