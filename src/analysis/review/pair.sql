-- review_pair: the two days that a panel compares, as its choices name them; else the last two reviews.
CREATE OR REPLACE TEMP TABLE review_pair AS
WITH asked AS (
  SELECT
    try_cast(max(c.value) FILTER (c.name = 'from') AS DATE) AS earlier,
    try_cast(max(c.value) FILTER (c.name = 'to') AS DATE) AS later
  FROM chosen AS c
),
-- A day can end a comparison where another lies before it.
ends AS (
  SELECT d.as_of, d.reviewed FROM review_dates AS d WHERE d.as_of > (SELECT min(x.as_of) FROM review_dates AS x)
),
ended AS (
  SELECT coalesce(
    (SELECT max(e.as_of) FROM ends AS e JOIN asked AS a ON a.later = e.as_of),
    (SELECT max(e.as_of) FROM ends AS e WHERE e.reviewed),
    (SELECT max(e.as_of) FROM ends AS e)
  ) AS later
)
SELECT
  coalesce(
    (SELECT max(d.as_of) FROM review_dates AS d JOIN asked AS a ON a.earlier = d.as_of WHERE d.as_of < (SELECT x.later FROM ended AS x)),
    (SELECT max(d.as_of) FROM review_dates AS d WHERE d.as_of < (SELECT x.later FROM ended AS x))
  ) AS earlier,
  e.later
FROM ended AS e
WHERE e.later IS NOT NULL;
