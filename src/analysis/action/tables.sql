-- playbook_plan: the figures of each tier and stage as they hold; no budget: one is proposed.
CREATE OR REPLACE TABLE playbook_plan (
  tier VARCHAR, stage VARCHAR, place INTEGER, usual BOOLEAN, contact_days INTEGER, share DOUBLE, budget DOUBLE, role VARCHAR
);
