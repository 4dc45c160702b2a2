-- What an indicator can stand on beside computed facts: each field of the customer files with its words (at most 40, most
-- customers first), or without a word where it holds numbers.
WITH words AS (
  SELECT name, value, count(*) AS customers, count(*) OVER (PARTITION BY name) AS different
  FROM customer_trait
  WHERE number IS NULL AND value IS NOT NULL
  GROUP BY name, value
)
SELECT name, value, customers::DOUBLE AS customers FROM words WHERE different <= 40
UNION ALL
SELECT name, NULL, count(*)::DOUBLE FROM customer_trait WHERE number IS NOT NULL GROUP BY name
ORDER BY name, customers DESC, value;
