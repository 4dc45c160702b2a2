-- The tiers in figures: what a customer of each is like. Files that are summed up know no 12 months.
SELECT
  l.tier,
  l.ordinal,
  count(t.key) AS customers,
  CASE WHEN count_if(t.in_period) = 0 OR count(t.orders) > 0 THEN coalesce(sum(t.orders), 0) END::DOUBLE AS orders,
  coalesce(sum(t.revenue), 0)::DOUBLE AS revenue,
  max(t.revenue)::DOUBLE AS revenue_one,
  list_sum(max(t.revenue, 2))::DOUBLE AS revenue_two,
  (sum(t.revenue) / nullif(count(t.key), 0))::DOUBLE AS revenue_mean,
  median(t.revenue_year) AS revenue_median,
  median(t.orders_year) AS orders_median,
  median(t.recency_days)::DOUBLE AS recency_median,
  min(t.score) AS score_lowest,
  -- A sum of all time is none of 12 months.
  (SELECT data_start IS NULL FROM params) AS lifetime,
  median(t.score) AS score_median
FROM tier_level AS l
LEFT JOIN (
  SELECT f.* FROM tier_facts AS f JOIN scope AS s ON s.key = f.key
) AS t ON t.tier_place = l.ordinal
GROUP BY l.tier, l.ordinal
ORDER BY l.ordinal;
