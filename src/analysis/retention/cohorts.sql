-- Each line at each age, periods since the first purchase: how many of its customers bought, and for how much. An age that
-- not even the first day of has been seen has no row; a period that is not over yet counts only where a line is one cohort,
-- and is marked there. The last 24 cohorts and ages.
WITH picked AS (
  SELECT coalesce(max(value), 'first') = 'first' AS by_first FROM chosen WHERE name = 'rows'
),
shown AS (
  SELECT l.line, c.* FROM retention_cell AS c
  JOIN scope AS s ON s.key = c.key
  JOIN retention_line AS l ON l.key = c.key
),
cohorts AS (
  SELECT line, first, count(*) AS customers, sum(revenue) AS begun_revenue FROM shown WHERE age = 0 GROUP BY line, first
),
-- Every age of each cohort that lies within the data.
aged AS (
  SELECT h.*, unnest(range(0, least(a.last_place - h.first, 24) + 1))::INTEGER AS age, a.open_place, a.last_place, a.first_start, a.months, k.by_first
  FROM cohorts AS h, retention_axis AS a, picked AS k
),
told AS (
  SELECT *, first + age >= open_place AS unfinished FROM aged
  WHERE CASE WHEN by_first THEN first > last_place - 24 ELSE first + age < open_place END
),
bought AS (
  SELECT t.line, t.first, t.age, c.key, c.revenue, c.orders
  FROM told AS t JOIN shown AS c ON c.line = t.line AND c.first = t.first AND c.age = t.age
),
cells AS (
  SELECT line, age, count_if(orders > 0) AS buyers, sum(revenue) AS revenue, sum(orders) AS orders,
    max(abs(revenue)) AS revenue_one, list_sum(max(abs(revenue), 2)) AS revenue_two
  FROM bought GROUP BY line, age
),
lines AS (
  SELECT line, age, sum(customers) AS customers, sum(begun_revenue) AS begun_revenue, bool_or(unfinished) AS unfinished,
    bool_or(by_first AND first_start + to_months(months * first) < p.data_start + to_days(w.days)) AS start_of_data
  FROM told, params AS p, churn_window AS w
  GROUP BY line, age
)
SELECT
  l.line,
  l.age::DOUBLE AS age,
  l.customers::DOUBLE AS customers,
  coalesce(c.buyers, 0)::DOUBLE AS buyers,
  coalesce(c.buyers, 0) / l.customers AS share,
  coalesce(c.revenue, 0)::DOUBLE AS revenue,
  CASE WHEN l.begun_revenue > 0 THEN (coalesce(c.revenue, 0) / l.begun_revenue)::DOUBLE END AS revenue_share,
  coalesce(c.orders, 0)::DOUBLE AS orders,
  coalesce(c.orders, 0) / l.customers AS orders_each,
  l.unfinished,
  l.start_of_data,
  coalesce(c.revenue_one, 0)::DOUBLE AS revenue_one,
  coalesce(c.revenue_two, 0)::DOUBLE AS revenue_two,
  (SELECT count(DISTINCT key) FROM shown) AS different
FROM lines AS l
LEFT JOIN cells AS c ON c.line = l.line AND c.age = l.age
ORDER BY l.line, l.age;
