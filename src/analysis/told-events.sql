-- Which kinds of events, of those that cap a tier, the files tell of as of any day that was asked for.
SELECT coalesce(bool_or(defaults_12m > 0), false) AS defaults_12m, coalesce(bool_or(disputes_12m > 0), false) AS disputes_12m
FROM customer_event;
