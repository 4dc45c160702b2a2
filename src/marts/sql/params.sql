-- One row that every statement may read: as of when, over which period, how returns count.
CREATE TABLE IF NOT EXISTS params (
  as_of DATE, period VARCHAR, period_start DATE, period_end DATE, returns VARCHAR,
  data_start DATE, data_end DATE, previous_review DATE,
  -- The same length just before the period, where the data reach that far back.
  before_start DATE, before_end DATE
);
CREATE TABLE IF NOT EXISTS as_of_dates (as_of DATE);
CREATE TABLE IF NOT EXISTS controls (panel VARCHAR, name VARCHAR, value VARCHAR);
CREATE TABLE IF NOT EXISTS tier_scheme (mode VARCHAR);
CREATE TABLE IF NOT EXISTS tier_indicator (name VARCHAR, dimension VARCHAR, weight DOUBLE, median DOUBLE, anchor_values DOUBLE[], anchor_points DOUBLE[]);
CREATE TABLE IF NOT EXISTS tier_calibration (anchor_values DOUBLE[], anchor_points DOUBLE[]);
CREATE TABLE IF NOT EXISTS tier_level (tier VARCHAR, ordinal INTEGER, threshold DOUBLE, quota DOUBLE);
