-- profile_cells: each customer of whom the attribute is known, with the group; profile_base: all of them by the attribute.
-- What exceeds the chosen number of rows, or twelve groups, is "others". A filter changes nothing of it.
CREATE OR REPLACE TEMP TABLE profile_cells AS
WITH picked AS (
  SELECT
    max(CASE WHEN name = 'rows' THEN value END) AS attribute,
    max(CASE WHEN name = 'columns' THEN value END) AS grouping,
    max(CASE WHEN name = 'top' THEN value END)::INTEGER AS top
  FROM chosen
),
said AS (
  SELECT d.key, d.value FROM customer_dimension AS d JOIN picked AS k ON k.attribute = d.name
),
grouped AS (
  SELECT d.key, d.value FROM customer_dimension AS d JOIN picked AS k ON k.grouping = d.name
),
row_ranks AS (
  SELECT value, row_number() OVER (ORDER BY count(*) DESC, value) AS place FROM said GROUP BY value
),
column_ranks AS (
  SELECT value, row_number() OVER (ORDER BY count(*) DESC, value) AS place FROM grouped GROUP BY value
)
SELECT
  s.key,
  CASE WHEN r.place <= k.top THEN s.value ELSE chr(1) END AS row_value,
  CASE WHEN c.place > 12 THEN chr(1) ELSE g.value END AS column_value
FROM picked AS k
CROSS JOIN said AS s
JOIN row_ranks AS r ON r.value = s.value
LEFT JOIN grouped AS g ON g.key = s.key
LEFT JOIN column_ranks AS c ON c.value = g.value;
-- Who is in no group belongs to the base only of own segments, which are all there is to be in.
CREATE OR REPLACE TEMP TABLE profile_base AS
SELECT row_value, count(DISTINCT key) AS customers
FROM profile_cells
WHERE column_value IS NOT NULL
  OR (SELECT max(value) = 'saved' FROM chosen WHERE name = 'columns')
GROUP BY row_value;
