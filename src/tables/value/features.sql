-- value_span: the days that value is learnt from, and the day up to which a model that is tested on the rest may look: the
-- later half, at most a year of it, in whole weeks.
CREATE OR REPLACE TABLE value_span AS
WITH spanned AS (
  SELECT min(s.day) AS start, least(any_value(p.as_of), any_value(p.data_end)) AS until
  FROM params AS p
  LEFT JOIN sale AS s ON s.sold > 0 AND s.day <= p.as_of
)
SELECT start, until, least(364, date_diff('day', start, until) // 14 * 7) AS held,
  (until - to_days(least(364, date_diff('day', start, until) // 14 * 7)::INTEGER))::DATE AS split
FROM spanned;
-- value_history: of each customer the days with a purchase: how many after the first (all orders of a day are one), when the
-- last was, for how long there was one to be had, and what those after the first came to; and the same as of the split.
CREATE OR REPLACE TABLE value_history AS
WITH occasion AS (
  SELECT s.key, s.day, sum(net_of(s.sold, s.refunded, p.returns)) AS spend
  FROM sale AS s
  CROSS JOIN params AS p
  CROSS JOIN value_span AS w
  WHERE s.sold > 0 AND s.day <= w.until
  GROUP BY s.key, s.day
),
begun AS (
  SELECT key, min(day) AS first FROM occasion GROUP BY key
)
SELECT
  row_number() OVER (ORDER BY o.key) AS place,
  o.key,
  any_value(b.first) AS first_on,
  count(*) - 1 AS frequency,
  date_diff('day', any_value(b.first), max(o.day)) AS recency,
  date_diff('day', any_value(b.first), any_value(w.until)) AS age,
  -- Summed as exact numbers, so that no order of the rows matters: a fit starts from it.
  coalesce(sum(o.spend) FILTER (o.day > b.first AND o.spend > 0)::DOUBLE
    / nullif(count(*) FILTER (o.day > b.first AND o.spend > 0), 0), 0) AS mean,
  CASE WHEN any_value(b.first <= w.split) THEN count_if(o.day <= w.split) - 1 END AS frequency_then,
  date_diff('day', any_value(b.first), max(CASE WHEN o.day <= w.split THEN o.day END)) AS recency_then,
  CASE WHEN any_value(b.first <= w.split) THEN date_diff('day', any_value(b.first), any_value(w.split)) END AS age_then,
  CASE WHEN any_value(b.first <= w.split) THEN count_if(o.day > w.split) END AS later
FROM occasion AS o
JOIN begun AS b ON b.key = o.key
CROSS JOIN value_span AS w
GROUP BY o.key;
-- value_week: repeat purchases, week by week, of those whose first purchase was not after the split.
CREATE OR REPLACE TABLE value_week AS
SELECT date_diff('day', w.start, s.day) // 7 AS week, count(DISTINCT (s.key, s.day)) AS repeats
FROM sale AS s
JOIN value_history AS h ON h.key = s.key AND s.day > h.first_on AND h.age_then IS NOT NULL
CROSS JOIN value_span AS w
WHERE s.sold > 0 AND s.day <= w.until
GROUP BY ALL;
