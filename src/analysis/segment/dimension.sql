-- Own segments as a dimension; a customer may be in several.
DELETE FROM customer_dimension WHERE name = 'saved';
INSERT INTO customer_dimension SELECT customer_id, 'saved', name FROM segment_members;
