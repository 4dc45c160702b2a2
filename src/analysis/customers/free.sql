-- Columns of the customer files that may name somebody: words that few customers share, as a remark or an identity number,
-- where a column that groups people has at least five of them to a word; and numbers that hardly two share, as an account.
SELECT name
FROM customer_attributes
GROUP BY name
HAVING CASE
  WHEN count(number) = 0 THEN count(value) < 5 * count(DISTINCT value)
  ELSE 2 * count(DISTINCT number) > count(number)
END
ORDER BY name;
