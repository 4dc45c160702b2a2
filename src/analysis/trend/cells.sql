-- trend_cells: one row a customer and period of time: inside the chosen period by the headline's rule (buyers of the
-- period), before it by all buyers up to as_of. A customer stands once in a period, so rows with an order are buyers.
-- Not among the compressed tables: each filter goes through all of it, and unpacking takes six times as long as that.
INSERT INTO trend_cells
WITH picked AS (
  SELECT coalesce(max(value), 'month') AS grain, any_value(week_start) AS week_start, any_value(fiscal_start) AS fiscal_start
  FROM calendar
  LEFT JOIN controls ON panel = 'trend.revenue' AND name = 'grain'
)
SELECT
  s.key,
  period_of(k.grain, s.day, k.week_start, k.fiscal_start) AS start,
  sum(CASE
    WHEN CASE WHEN s.day BETWEEN p.period_start AND p.period_end THEN c.buys_in_period ELSE c.ever_bought END
    THEN s.sold + CASE WHEN p.returns = 'net' THEN s.refunded ELSE 0 END
  END) AS revenue,
  count_if(s.sold > 0)::INTEGER AS orders
FROM sale AS s
JOIN trend_base AS c ON c.key = s.key, params AS p, picked AS k
WHERE s.day <= p.as_of AND s.key BETWEEN ? AND ?
GROUP BY s.key, start;
