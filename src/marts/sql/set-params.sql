-- ? as_of, period, months, first month, last month, returns
CREATE OR REPLACE TABLE params AS
WITH given AS (
  SELECT ?::DATE AS as_of, ?::VARCHAR AS period, ?::INTEGER AS months, ?::DATE AS from_month, ?::DATE AS to_month,
    ?::VARCHAR AS returns
),
spanned AS (
  SELECT min(ordered_at)::DATE AS data_start, max(last_at)::DATE AS data_end FROM orders
),
dated AS (
  SELECT g.period, g.months, g.from_month, g.to_month, g.returns, s.data_start, s.data_end,
    coalesce(g.as_of, s.data_end) AS as_of
  FROM given AS g, spanned AS s
),
bounded AS (
  SELECT *,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(months) + INTERVAL 1 DAY)::DATE
      WHEN from_month IS NOT NULL THEN from_month
      ELSE data_start
    END AS period_start,
    CASE WHEN to_month IS NOT NULL THEN least(as_of, (to_month + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE) ELSE as_of END
      AS period_end
  FROM dated
),
compared AS (
  SELECT *,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(2 * months) + INTERVAL 1 DAY)::DATE
      WHEN from_month IS NOT NULL THEN (from_month - INTERVAL 12 MONTH)::DATE
    END AS before_start,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(months))::DATE
      WHEN from_month IS NOT NULL THEN (period_end - INTERVAL 12 MONTH)::DATE
    END AS before_end
  FROM bounded
)
SELECT as_of, period, period_start, period_end, returns, data_start, data_end,
  -- The last end of a quarter (or month) before as_of, if its own 12 months lie inside the data: with fewer, customers
  -- would seem to have risen only because the earlier window was shorter.
  CASE WHEN date_trunc(rhythm, as_of) - INTERVAL 12 MONTH >= data_start - to_days(8)
    THEN (date_trunc(rhythm, as_of) - INTERVAL 1 DAY)::DATE END AS previous_review,
  -- A comparison needs the whole earlier window inside the data, but for a few days on which nobody need have ordered.
  CASE WHEN before_start >= data_start - to_days(7) THEN before_start END AS before_start,
  CASE WHEN before_start >= data_start - to_days(7) THEN before_end END AS before_end
FROM compared, (SELECT coalesce(max(review), 'quarter') AS rhythm FROM tier_scheme) AS r;
