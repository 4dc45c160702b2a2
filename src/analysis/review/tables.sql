-- Which days can be compared: the last days of review, and the present date where it is none. `without`: indicators whose
-- window begins before the data on that day, with a comma between them.
CREATE OR REPLACE TABLE review_dates (as_of DATE, reviewed BOOLEAN, without VARCHAR);
-- What is unknown on the earlier of two days and known on the later: a move stands on it as well.
CREATE OR REPLACE MACRO review_since(first, last) AS (
  SELECT CASE WHEN count(DISTINCT d.without) > 1 THEN max(d.without) END FROM review_dates AS d WHERE d.as_of IN (first, last)
);
-- The indicators that tiers of these days stand on.
CREATE OR REPLACE TABLE review_indicator (
  name VARCHAR, weight DOUBLE, median DOUBLE, anchor_values DOUBLE[], anchor_points DOUBLE[], relative BOOLEAN
);
-- Points of a value: linear between the anchors, flat outside; the same rule as stats/interpolate.ts.
CREATE OR REPLACE MACRO review_points(x, v, p) AS
  CASE
    WHEN x <= v[1] THEN p[1]
    WHEN x >= v[len(v)] THEN p[len(p)]
    ELSE list_sum([
      CASE WHEN x > v[k] AND x <= v[k + 1] THEN p[k] + (x - v[k]) / (v[k + 1] - v[k]) * (p[k + 1] - p[k]) END
      FOR k IN range(1, len(v))
    ])
  END;
