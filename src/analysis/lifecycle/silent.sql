-- lifecycle_silent: everybody who had bought a year before the date, for how long without a purchase then, on how many days
-- before, and whether they bought again since. Nobody where the data do not reach back a year.
CREATE OR REPLACE TEMP TABLE lifecycle_silent AS
WITH past AS (
  SELECT (least(p.as_of, p.data_end) - INTERVAL 12 MONTH)::DATE AS day, least(p.as_of, p.data_end) AS until FROM params AS p
)
SELECT
  s.key,
  any_value(t.day) AS day,
  date_diff('day', max(s.day) FILTER (s.day <= t.day), any_value(t.day)) AS days,
  count(DISTINCT s.day) FILTER (s.day <= t.day) AS purchases,
  max(s.day) > any_value(t.day) AS back
FROM sale AS s, past AS t
WHERE s.sold > 0 AND s.day <= t.until
GROUP BY s.key
HAVING min(s.day) <= any_value(t.day);
