-- What customer files say of a customer at present, one row a field: words, and numbers where they are some.
CREATE OR REPLACE VIEW customer_trait AS
SELECT customer_id, name, value, NULL::DOUBLE AS number
FROM (
  SELECT customer_id, kind, gender, country, province, city, industry, segment AS group_name, source, owner, level,
    credit_rating, CASE WHEN is_strategic THEN 'yes' WHEN NOT is_strategic THEN 'no' END AS is_strategic, potential, status
  FROM customers
) UNPIVOT (
  value FOR name IN (
    kind, gender, country, province, city, industry, group_name, source, owner, level, credit_rating, is_strategic,
    potential, status
  )
)
UNION ALL
SELECT customer_id, name, NULL, number
FROM (
  SELECT customer_id, company_size::DOUBLE AS company_size, acquisition_cost::DOUBLE AS acquisition_cost,
    tenure_months::DOUBLE AS tenure_months, monthly_charge::DOUBLE AS monthly_charge
  FROM customers
) UNPIVOT (number FOR name IN (company_size, acquisition_cost, tenure_months, monthly_charge))
UNION ALL
SELECT customer_id, name, value, number FROM customer_attributes;
