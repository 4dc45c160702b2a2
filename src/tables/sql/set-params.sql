-- ? as_of, period, months, first month, last month, returns, first and last day of the orders
CREATE OR REPLACE TABLE params AS FROM params_of(?, ?, ?, ?, ?, ?, ?, ?);
