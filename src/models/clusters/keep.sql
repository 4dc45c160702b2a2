-- model_cluster(customer_id, cluster), and the dimension of that name. The tables of the fit must stand.
CREATE OR REPLACE TABLE model_cluster AS
SELECT f.customer_id, c.cluster
FROM cluster_label AS l
JOIN cluster_feature AS f ON f.place = l.place
JOIN cluster_centre AS c ON c.number = l.number;
DELETE FROM customer_dimension WHERE name = 'cluster';
INSERT INTO customer_dimension SELECT customer_id, 'cluster', cluster FROM model_cluster;
