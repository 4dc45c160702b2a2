-- The tiers in figures: what a customer of each is like. Files that are summed up know no 12 months.
SELECT
  l.tier,
  l.ordinal,
  count(t.customer_id) AS customers,
  CASE WHEN count(c.customer_id) = 0 OR count(c.orders) > 0 THEN coalesce(sum(c.orders), 0) END::DOUBLE AS orders,
  coalesce(sum(c.revenue), 0)::DOUBLE AS revenue,
  (sum(c.revenue) / nullif(count(t.customer_id), 0))::DOUBLE AS revenue_mean,
  median(coalesce(f.revenue_12m, f.revenue_all))::DOUBLE AS revenue_median,
  median(coalesce(f.orders_12m, f.orders_all))::DOUBLE AS orders_median,
  median(f.recency_days)::DOUBLE AS recency_median,
  min(t.score) AS score_lowest,
  median(t.score) AS score_median
FROM tier_level AS l
LEFT JOIN (
  SELECT x.*
  FROM customer_tier AS x
  JOIN params AS p ON x.as_of = p.as_of
  SEMI JOIN scope_tier_table AS s ON s.customer_id = x.customer_id
) AS t ON t.tier = l.tier
LEFT JOIN customer_period AS c ON c.customer_id = t.customer_id
LEFT JOIN customer_facts AS f ON f.customer_id = t.customer_id AND f.as_of = t.as_of
GROUP BY l.tier, l.ordinal
ORDER BY l.ordinal;
