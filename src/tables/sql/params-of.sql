-- ? as_of, period, months, first month, last month, returns, first and last day of the rows
SELECT * FROM params_of(?, ?, ?, ?, ?, ?, ?, ?);
