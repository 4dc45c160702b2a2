-- Spellings of places that were brought, or would be, to the form that most rows use.
INSERT INTO quality_hit SELECT 'region', '@' || level, raw, NULL, form, n, NULL FROM region_form;

INSERT INTO quality_finding
WITH named AS (
  SELECT 'country' AS level, count(country) AS n FROM customers
  UNION ALL SELECT 'province', count(province) FROM customers
  UNION ALL SELECT 'city', count(city) FROM customers
  UNION ALL SELECT 'region', count(region) FROM customers
  UNION ALL SELECT 'region', count(region) FROM orders
)
SELECT 'region', '@' || s.level, coalesce(any_value(f.n), 0), sum(s.n), CASE WHEN bool_and(f.applied) THEN 'changed' ELSE 'kept' END
FROM named AS s
LEFT JOIN (SELECT level, sum(n) AS n, bool_and(applied) AS applied FROM region_form GROUP BY level) AS f ON f.level = s.level
GROUP BY s.level
HAVING sum(s.n) > 0;
