-- Dimensions that the data have.
SELECT DISTINCT name FROM customer_dimension;
