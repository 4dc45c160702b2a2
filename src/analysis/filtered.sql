-- Whether a filter is on: what names no customer is out of scope then.
CREATE OR REPLACE TABLE scope_state AS SELECT ?::BOOLEAN AS filtered;
