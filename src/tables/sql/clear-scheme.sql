-- Another scheme: its rows are written anew, and so are all tiers.
DELETE FROM tier_scheme;
DELETE FROM tier_indicator;
DELETE FROM tier_calibration;
DELETE FROM tier_level;
DELETE FROM tier_rule;
DELETE FROM customer_tier;
