-- Empty dates of a room's own, as wide as those of everybody.
CREATE OR REPLACE TEMP TABLE params AS
SELECT * FROM params_of(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL) WHERE false;
