-- Spellings of places that were brought, or would be, to the form that most rows use.
INSERT INTO quality_hit SELECT 'region', '@' || level, raw, NULL, form, n, NULL FROM region_form;

INSERT INTO quality_finding
SELECT 'region', '@' || s.level, coalesce(f.n, 0), s.n, CASE WHEN f.applied THEN 'changed' ELSE 'kept' END
FROM region_named AS s
LEFT JOIN (SELECT level, sum(n) AS n, bool_and(applied) AS applied FROM region_form GROUP BY level) AS f ON f.level = s.level;
