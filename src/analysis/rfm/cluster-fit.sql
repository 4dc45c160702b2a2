-- How well so many groups are told apart, on a sample of all customers.
SELECT w.k::VARCHAR AS groups, w.width, w.inertia, w.chosen,
  w.width = max(w.width) OVER () AS widest,
  (SELECT count(*) FROM model_cluster) AS customers
FROM cluster_width AS w
ORDER BY w.k;
