-- What a fit says of customers and of itself; filled by place.
CREATE OR REPLACE TABLE value_estimate (
  place DOUBLE, alive DOUBLE, orders DOUBLE, orders_low DOUBLE, orders_high DOUBLE, variance DOUBLE,
  each DOUBLE, discounted_0 DOUBLE, discounted_5 DOUBLE, discounted_10 DOUBLE, discounted_15 DOUBLE, spend_low DOUBLE,
  spend_high DOUBLE, spend_variance DOUBLE, expected_then DOUBLE, naive_then DOUBLE
);
CREATE OR REPLACE TABLE value_track (week DOUBLE, expected DOUBLE);
CREATE OR REPLACE TABLE value_fit (
  failure VARCHAR, spend_failure VARCHAR, then_failure VARCHAR,
  r DOUBLE, alpha DOUBLE, a DOUBLE, b DOUBLE, p DOUBLE, q DOUBLE, gamma DOUBLE, correlation DOUBLE, log_likelihood DOUBLE,
  orders_error DOUBLE, value_error DOUBLE
);
