-- Indicators that are asked for, and what the words of those that have words are worth.
CREATE OR REPLACE TEMP TABLE asked_indicator (name VARCHAR, ordinal INTEGER);
CREATE OR REPLACE TEMP TABLE asked_table (name VARCHAR, value VARCHAR, points DOUBLE);
