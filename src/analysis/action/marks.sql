-- What people have done already, or put off.
CREATE OR REPLACE TABLE action_mark (customer_id VARCHAR, kind VARCHAR, done BOOLEAN, since DATE, until DATE);
