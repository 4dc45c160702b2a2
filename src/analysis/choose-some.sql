-- A filter is on: what names no customer, or one without orders that was not chosen, is out of scope.
CREATE OR REPLACE TABLE scope_state AS SELECT true AS filtered;
