-- One row per tier, top first: how many of the chosen customers, what they brought in the period, change since the
-- last review. Scores and tiers are those of the whole base; the filter only chooses whom to count.
-- Grouped as DOUBLE: by whole numbers of which none is there, native DuckDB 1.4.3 fails now and then on several threads
-- ("Attempted to access index 0 within vector of size 0").
WITH now AS (
  SELECT tier_place::DOUBLE AS tier_place, count(*) AS customers, coalesce(sum(revenue), 0) AS revenue,
    max(revenue) AS largest, list_sum(max(revenue, 2)) AS largest_two, sum(greatest(revenue, 0)) AS bought
  FROM scope
  WHERE tier_place IS NOT NULL
  GROUP BY tier_place::DOUBLE
),
review AS (
  SELECT tier_place_before::DOUBLE AS tier_place, count(*) AS customers
  FROM scope
  WHERE tier_place_before IS NOT NULL
  GROUP BY tier_place_before::DOUBLE
)
SELECT
  l.tier,
  l.ordinal,
  coalesce(n.customers, 0) AS customers,
  coalesce(n.customers / nullif(sum(n.customers) OVER (), 0), 0) AS share,
  coalesce(n.revenue, 0)::DOUBLE AS revenue,
  n.largest::DOUBLE AS revenue_one,
  n.largest_two::DOUBLE AS revenue_two,
  coalesce(n.revenue / nullif(sum(n.revenue) OVER (), 0), 0)::DOUBLE AS revenue_share,
  CASE WHEN m.mode = 'score' THEN l.threshold END AS threshold,
  CASE WHEN m.mode = 'quota' THEN l.quota END AS quota,
  CASE WHEN x.filtered THEN 0 ELSE u.customers END AS ungraded,
  CASE WHEN r.any_review THEN coalesce(n.customers, 0) - coalesce(v.customers, 0) END AS change,
  (max(n.largest) OVER () / nullif(sum(n.bought) OVER (), 0))::DOUBLE AS largest_share
FROM tier_level AS l
LEFT JOIN now AS n ON n.tier_place = l.ordinal
LEFT JOIN review AS v ON v.tier_place = l.ordinal, tier_scheme AS m, reviewed AS r, ungraded AS u, scope_state AS x
ORDER BY l.ordinal;
