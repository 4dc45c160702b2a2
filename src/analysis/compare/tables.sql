-- What two gradings of a past day foretold, one row a group: both tops, their difference, and their parts.
CREATE OR REPLACE TEMP TABLE compare_result (
  ordinal INTEGER, "group" VARCHAR, customers DOUBLE,
  retained DOUBLE, retained_low DOUBLE, retained_high DOUBLE,
  revenue_share DOUBLE, revenue_share_low DOUBLE, revenue_share_high DOUBLE,
  revenue_mean DOUBLE, revenue_mean_low DOUBLE, revenue_mean_high DOUBLE
);
-- Of what: both gradings, the days, how many customers and draws, and how large the top is.
CREATE OR REPLACE TEMP TABLE compare_frame (
  a VARCHAR, a_name VARCHAR, a_version INTEGER, b VARCHAR, b_name VARCHAR, b_version INTEGER,
  as_of DATE, until DATE, months INTEGER, n DOUBLE, size DOUBLE, resamples INTEGER
);
