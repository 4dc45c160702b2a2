-- Own segments as a dimension; a customer may be in several.
DELETE FROM customer_dimension WHERE name = 'saved';
INSERT INTO customer_dimension
SELECT k.key, m.customer_id, 'saved', m.name FROM segment_members AS m JOIN customer_index AS k ON k.customer_id = m.customer_id;
