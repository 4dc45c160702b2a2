-- Another scheme: its rows are written anew, and no tier of the old one stays.
DELETE FROM tier_scheme;
DELETE FROM tier_indicator;
DELETE FROM tier_calibration;
DELETE FROM tier_level;
DELETE FROM customer_tier;
