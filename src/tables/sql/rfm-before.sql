-- rfm_window: the same window 3, 6 and 12 months earlier, as far as it lies inside the data. A window that begins with
-- the data has no earlier one of its length.
CREATE OR REPLACE TABLE rfm_window AS
SELECT
  b.months,
  -- The last day of a month goes to the last day of another.
  CASE WHEN w.as_of = last_day(w.as_of) THEN last_day((w.as_of - to_months(b.months))::DATE)
    ELSE (w.as_of - to_months(b.months))::DATE END AS as_of,
  (w.window_start - to_months(b.months))::DATE AS window_start,
  CASE WHEN w.window_end = last_day(w.window_end) THEN last_day((w.window_end - to_months(b.months))::DATE)
    ELSE (w.window_end - to_months(b.months))::DATE END AS window_end,
  false AS ready
FROM rfm_shown AS w, (VALUES (3), (6), (12)) AS b (months), params AS p
WHERE (w.window_start - to_months(b.months))::DATE >= p.data_start;
