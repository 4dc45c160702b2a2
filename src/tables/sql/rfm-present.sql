-- rfm_window: the one date and window that RFM looks at now. `ready`: customer_period holds the same window already.
CREATE OR REPLACE TABLE rfm_window AS
SELECT
  p.as_of,
  CASE
    WHEN s.months IS NOT NULL THEN (p.as_of - to_months(s.months) + INTERVAL 1 DAY)::DATE
    WHEN s.from_month IS NOT NULL THEN s.from_month
    WHEN s.everything THEN p.data_start
    ELSE p.period_start
  END AS window_start,
  CASE
    WHEN s.to_month IS NOT NULL THEN least(p.as_of, (s.to_month + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE)
    WHEN s.months IS NOT NULL OR s.everything THEN p.as_of
    ELSE p.period_end
  END AS window_end,
  -- What is summed up has no other window than its own.
  p.data_start IS NULL OR (
    s.months IS NULL AND s.from_month IS NULL AND NOT s.everything AND p.period_end = p.as_of
  ) AS ready
FROM params AS p, rfm_setting AS s;
