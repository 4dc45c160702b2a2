-- How many values each column of the sheet has, nearly.
SELECT approx_count_distinct(COLUMNS(*)) FROM customer_sheet;
