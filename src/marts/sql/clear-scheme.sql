-- Another scheme: its rows are written anew.
DELETE FROM tier_scheme;
DELETE FROM tier_indicator;
DELETE FROM tier_calibration;
DELETE FROM tier_level;
DELETE FROM tier_rule;
DELETE FROM tier_table;
