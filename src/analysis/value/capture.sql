-- Customers in tenths by what was expected of them, and what share of what then came fell on each; beside it the share of the
-- tenths by their past rate. Of equals each counts what they did on average, so that no order among them matters.
WITH shown AS (
  SELECT h.* FROM value_holdout AS h JOIN scope AS s ON s.key = h.key
),
spread AS (
  SELECT
    ntile(10) OVER (ORDER BY expected DESC, key) AS tenth,
    ntile(10) OVER (ORDER BY naive DESC, key) AS naive_tenth,
    avg(actual) OVER (PARTITION BY expected) AS even,
    avg(actual) OVER (PARTITION BY naive) AS naive_even
  FROM shown
),
by_model AS (
  SELECT tenth, count(*) AS customers, sum(even::DECIMAL(18, 6)) AS came FROM spread GROUP BY tenth
),
by_rate AS (
  SELECT naive_tenth AS tenth, sum(naive_even::DECIMAL(18, 6)) AS came FROM spread GROUP BY naive_tenth
)
SELECT
  m.tenth::VARCHAR AS tenth,
  m.customers,
  m.came::DOUBLE / nullif(sum(m.came) OVER (), 0)::DOUBLE AS share,
  r.came::DOUBLE / nullif(sum(r.came) OVER (), 0)::DOUBLE AS naive_share
FROM by_model AS m
JOIN by_rate AS r ON r.tenth = m.tenth
ORDER BY m.tenth;
