-- The days after which and up to which revenue is added up.
CREATE OR REPLACE TEMP TABLE outcome_span (after DATE, until DATE);
