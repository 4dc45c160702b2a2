-- Scores of everybody at the review, from the lowest.
SELECT t.score
FROM customer_tier AS t
WHERE t.as_of = (SELECT max(d.as_of) FROM review_dates AS d, params AS p WHERE d.reviewed AND d.as_of < p.as_of)
ORDER BY t.score;
