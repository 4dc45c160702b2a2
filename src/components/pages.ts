/** Pages of one subject, in the order of their tabs. */
export const TIER_PAGES = ['tiers', 'tiers-scheme', 'tiers-reviews', 'tiers-compare']
export const SEGMENT_PAGES = ['segments', 'segments-lifecycle', 'segments-profile', 'segments-own']
export const CUSTOMER_PAGES = ['customers', 'customers-actions', 'customers-playbook']
