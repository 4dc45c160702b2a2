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
-- What an order brought, by the rule of how returns count.
CREATE OR REPLACE MACRO net_of(sold, refunded, returns) AS sold + CASE WHEN returns = 'net' THEN refunded ELSE 0 END;
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
-- The dates of a view (as of, period, its months, its first and last month, rule of returns) on rows of these days.
CREATE OR REPLACE MACRO params_of(asked, wanted, months_back, first_month, last_month, rule, starts, ends) AS TABLE
WITH dated AS (
  SELECT coalesce(asked::DATE, ends::DATE) AS as_of, wanted::VARCHAR AS period, months_back::INTEGER AS months,
    first_month::DATE AS from_month, last_month::DATE AS to_month, rule::VARCHAR AS returns,
    starts::DATE AS data_start, ends::DATE AS data_end
),
bounded AS (
  SELECT *,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(months) + INTERVAL 1 DAY)::DATE
      WHEN from_month IS NOT NULL THEN from_month
      ELSE data_start
    END AS period_start,
    CASE WHEN to_month IS NOT NULL THEN least(as_of, (to_month + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE) ELSE as_of END
      AS period_end
  FROM dated
),
compared AS (
  SELECT *,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(2 * months) + INTERVAL 1 DAY)::DATE
      WHEN from_month IS NOT NULL THEN (from_month - INTERVAL 12 MONTH)::DATE
    END AS before_start,
    CASE
      WHEN months IS NOT NULL THEN (as_of - to_months(months))::DATE
      WHEN from_month IS NOT NULL THEN (period_end - INTERVAL 12 MONTH)::DATE
    END AS before_end
  FROM bounded
)
SELECT as_of, period, period_start, period_end, returns, data_start, data_end,
  -- The last end of a quarter (or month) before as_of, if its own 12 months lie inside the data: with fewer, customers
  -- would seem to have risen only because the earlier window was shorter.
  CASE WHEN date_trunc(rhythm, as_of) - INTERVAL 12 MONTH >= data_start - to_days(8)
    THEN (date_trunc(rhythm, as_of) - INTERVAL 1 DAY)::DATE END AS previous_review,
  -- A comparison needs the whole earlier window inside the data, but for a few days on which nobody need have ordered.
  CASE WHEN before_start >= data_start - to_days(7) THEN before_start END AS before_start,
  CASE WHEN before_start >= data_start - to_days(7) THEN before_end END AS before_end
FROM compared, (SELECT coalesce(max(review), 'quarter') AS rhythm FROM tier_scheme) AS r;
