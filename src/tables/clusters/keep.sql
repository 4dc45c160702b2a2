-- model_cluster: who is in which group, with what they were grouped by and their RFM segment; and the dimension of that
-- name. The tables of the fit must stand.
CREATE OR REPLACE TABLE model_cluster AS
SELECT k.key, f.customer_id, c.number, c.cluster, f.recency_days, f.frequency, f.monetary, r.segment
FROM cluster_label AS l
JOIN cluster_feature AS f ON f.place = l.place
JOIN cluster_centre AS c ON c.number = l.number
JOIN customer_index AS k ON k.customer_id = f.customer_id
LEFT JOIN customer_rfm AS r ON r.key = k.key;
DELETE FROM customer_dimension WHERE name = 'cluster';
INSERT INTO customer_dimension SELECT key, customer_id, 'cluster', cluster FROM model_cluster;
