-- Groups by behaviour against the named segments.
SELECT m.cluster, r.segment, count(*) AS customers,
  count(*) / sum(count(*)) OVER (PARTITION BY m.cluster) AS share,
  sum(r.monetary)::DOUBLE AS revenue
FROM model_cluster AS m
JOIN customer_rfm AS r ON r.customer_id = m.customer_id
JOIN cluster_centre AS c ON c.cluster = m.cluster
SEMI JOIN scope_clustermap AS s ON s.customer_id = m.customer_id
GROUP BY c.number, m.cluster, r.segment
ORDER BY c.number, r.segment;
