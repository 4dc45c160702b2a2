-- Columns of the customer files in words that few customers share: they may name somebody, as a remark or an identity
-- number does. A column that groups people has at least five of them to a word.
SELECT name
FROM customer_attributes
GROUP BY name
HAVING count(number) = 0 AND count(value) < 5 * count(DISTINCT value)
ORDER BY name;
