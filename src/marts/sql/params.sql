-- One row that every statement may read: as of when, over which period, how returns count.
CREATE TABLE IF NOT EXISTS params (
  as_of DATE, period VARCHAR, period_start DATE, period_end DATE, returns VARCHAR,
  data_start DATE, data_end DATE, previous_review DATE,
  -- The same length just before the period, where the data reach that far back.
  before_start DATE, before_end DATE
);
CREATE TABLE IF NOT EXISTS as_of_dates (as_of DATE);
CREATE TABLE IF NOT EXISTS tier_scheme (mode VARCHAR, keep DOUBLE, review VARCHAR);
CREATE TABLE IF NOT EXISTS tier_rule (ordinal INTEGER, kind VARCHAR, tier VARCHAR, reason VARCHAR, until DATE);
-- Tiers by hand; both days inclusive, no last day is no end.
CREATE TABLE IF NOT EXISTS tier_override (customer_id VARCHAR, tier VARCHAR, since DATE, until DATE);
-- Days of the stages that the reader set; null is proposed from the data.
CREATE TABLE IF NOT EXISTS lifecycle_setting AS
SELECT NULL::INTEGER AS new_days, NULL::INTEGER AS dormant_days, NULL::INTEGER AS churned_days;
CREATE TABLE IF NOT EXISTS tier_indicator (name VARCHAR, dimension VARCHAR, weight DOUBLE, median DOUBLE, anchor_values DOUBLE[], anchor_points DOUBLE[], ordinal INTEGER, relative BOOLEAN);
CREATE TABLE IF NOT EXISTS tier_calibration (anchor_values DOUBLE[], anchor_points DOUBLE[]);
CREATE TABLE IF NOT EXISTS tier_level (tier VARCHAR, ordinal INTEGER, threshold DOUBLE, quota DOUBLE);
-- Settings of the reader: 1 Monday ... 7 Sunday; first month of the fiscal year.
CREATE TABLE IF NOT EXISTS calendar AS SELECT 1 AS week_start, 1 AS fiscal_start;
-- RFM: a window of its own (months, whole months, all, or none: that of the view), what divides the eight classes, and
-- the boundaries of the named segments in the order in which they are looked up.
CREATE TABLE IF NOT EXISTS rfm_setting AS
SELECT NULL::INTEGER AS months, NULL::DATE AS from_month, NULL::DATE AS to_month, false AS everything, 'mean' AS cut,
  NULL::DOUBLE AS cut_r, NULL::DOUBLE AS cut_f, NULL::DOUBLE AS cut_m;
CREATE TABLE IF NOT EXISTS rfm_boundary (
  place INTEGER, segment VARCHAR, r_from DOUBLE, r_to DOUBLE, fm_from DOUBLE, fm_to DOUBLE
);
-- What an event tells of, by the words of its kind.
CREATE OR REPLACE MACRO tells_default(kind) AS regexp_matches(lower(kind), 'default|bad debt|write.?off|违约|違約|坏账|壞帳|呆账|呆帳|失信');
CREATE OR REPLACE MACRO tells_dispute(kind) AS regexp_matches(lower(kind), 'dispute|lawsuit|litigation|纠纷|糾紛|争议|爭議|诉讼|訴訟|仲裁');
-- First day of the week, month or fiscal quarter that a day falls in.
CREATE OR REPLACE MACRO period_of(grain, day, week_start, fiscal_start) AS
  CASE grain
    WHEN 'week' THEN (date_trunc('week', day - to_days(week_start - 1)) + to_days(week_start - 1))::DATE
    WHEN 'quarter' THEN (date_trunc('quarter', day - to_months(fiscal_start - 1)) + to_months(fiscal_start - 1))::DATE
    ELSE date_trunc('month', day)::DATE
  END;
