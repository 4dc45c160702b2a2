-- Growth accounting: buyers of a period = new + retained + resurrected; those of the period before = retained + churned.
-- Of an unfinished period nobody can be called churned; near the first date of the data nobody can be called new.
WITH counted AS (
  SELECT
    m.place,
    count_if(m.move = 0) AS new_customers,
    count_if(m.move = 1) AS retained,
    count_if(m.move = 2) AS resurrected,
    count_if(m.move = 3) AS churned
  FROM growth_move AS m
  JOIN scope AS c ON c.key = m.key
  GROUP BY m.place
),
periods AS (
  SELECT unnest(generate_series(a.first_start, a.last_start, to_months(a.months)))::DATE AS start FROM growth_axis AS a
),
placed AS (
  SELECT
    x.start,
    coalesce(n.new_customers, 0) AS new_customers,
    coalesce(n.retained, 0) AS retained,
    coalesce(n.resurrected, 0) AS resurrected,
    coalesce(n.churned, 0) AS churned,
    (x.start + to_months(a.months) - INTERVAL 1 DAY)::DATE > least(p.as_of, p.data_end) AS unfinished,
    x.start < p.data_start + to_days(w.days) AS start_of_data,
    x.start = a.first_start AS first
  FROM periods AS x
  CROSS JOIN growth_axis AS a
  CROSS JOIN params AS p
  CROSS JOIN churn_window AS w
  LEFT JOIN counted AS n ON n.place = date_diff('month', a.first_start, x.start) // a.months
)
SELECT
  start,
  new_customers + retained + resurrected AS customers,
  new_customers,
  retained,
  resurrected,
  CASE WHEN NOT first AND NOT unfinished THEN churned END AS churned,
  CASE WHEN NOT start_of_data AND NOT unfinished THEN new_customers + resurrected - churned END AS net,
  CASE WHEN NOT start_of_data AND NOT unfinished THEN (new_customers + resurrected) / nullif(churned, 0) END AS quick_ratio,
  CASE WHEN NOT first AND NOT unfinished THEN retained / nullif(retained + churned, 0) END AS kept_share,
  unfinished,
  start_of_data
FROM placed
ORDER BY start;
