-- ? week start (1 Monday ... 7 Sunday), first month of the fiscal year
CREATE OR REPLACE TABLE calendar AS SELECT ?::INTEGER AS week_start, ?::INTEGER AS fiscal_start;
