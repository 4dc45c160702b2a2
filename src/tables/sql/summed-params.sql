-- params where customer files are summed up already and no file holds orders: as of the last order they know of. An
-- export of recencies alone carries no date: they are counted back from a day that nobody is shown.
-- ? returns
CREATE OR REPLACE TABLE params AS
WITH given AS (SELECT ?::VARCHAR AS returns),
dated AS (
  SELECT g.returns, coalesce((SELECT max(last_order_at)::DATE FROM customers), DATE '2000-01-01') AS as_of FROM given AS g
)
SELECT as_of, 'all' AS period, as_of AS period_start, as_of AS period_end, returns,
  NULL::DATE AS data_start, (SELECT max(last_order_at)::DATE FROM customers) AS data_end,
  NULL::DATE AS previous_review, NULL::DATE AS before_start, NULL::DATE AS before_end
FROM dated;
