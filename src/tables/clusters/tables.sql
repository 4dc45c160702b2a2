-- What a fit says of itself; filled by place.
CREATE OR REPLACE TABLE cluster_label (place DOUBLE, number DOUBLE);
CREATE OR REPLACE TABLE cluster_centre (number DOUBLE, cluster VARCHAR, recency DOUBLE, frequency DOUBLE, monetary DOUBLE);
CREATE OR REPLACE TABLE cluster_width (k BIGINT, width DOUBLE, inertia DOUBLE, chosen BOOLEAN);
CREATE OR REPLACE TABLE cluster_fit (logged VARCHAR, constant VARCHAR, unknown VARCHAR, unplaced BIGINT);
