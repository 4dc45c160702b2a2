-- Groups by behaviour against the named segments.
SELECT m.cluster, m.segment, count(*) AS customers,
  count(*) / sum(count(*)) OVER (PARTITION BY m.cluster) AS share,
  sum(m.monetary)::DOUBLE AS revenue,
  max(m.monetary)::DOUBLE AS revenue_one, list_sum(max(m.monetary, 2))::DOUBLE AS revenue_two
FROM model_cluster AS m
JOIN scope AS s ON s.key = m.key
WHERE m.segment IS NOT NULL
GROUP BY m.number, m.cluster, m.segment
ORDER BY m.number, m.segment;
