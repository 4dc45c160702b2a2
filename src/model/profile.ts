/** Ages in whole years, youngest first; the bands in which advertising is sold. */
export const AGE_BANDS = ['under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_over'] as const
/** Employees of a company, fewest first; up to 249 the classes of the European Union (2003/361/EC). */
export const SIZE_BANDS = ['1_9', '10_49', '50_249', '250_999', '1000_over'] as const
