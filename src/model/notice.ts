/**
 * What a reader must be told of how files were understood, and what must be asked. The code is the message key
 * (`notice.CODE`, `question.CODE`); other programs read it, so codes are added and never renamed.
 */
export type NoticeCode =
  | 'who'
  | 'when'
  | 'how_much'
  | 'one_order'
  | 'kind'
  | 'date_order'
  | 'date_forms'
  | 'number_marks'
  | 'year'
  | 'month_year'
  | 'sum_column'
  | 'returned'
  | 'masked'
  | 'masked_list'
  | 'unreadable'
  | 'time_zone'
  | 'far_dates'
  | 'damaged_ids'
  | 'error_cells'
  | 'currencies'
  | 'unit'
  | 'guest'
  | 'no_customer'
  | 'same_name'
  | 'likely_same'
  | 'same_id'
  | 'double_heading'
  | 'other_table'
  | 'status'
  | 'not_sales'
  | 'owed'
  | 'part_refunds'
  | 'shared_ids'
  | 'merged'
  | 'merged_people'
  | 'linked'
  | 'linked_several'
  | 'status_conflict'
  | 'overlap'
  | 'alike_rows'
  | 'negative_customers'
  | 'circle'
  | 'formula'
  | 'filled_down'
  | 'rows_not_counted'
  | 'nul'
  | 'revenue_paid'
  | 'revenue_lines'
  | 'reference'
  | 'reference_products'
  | 'reference_names'
  | 'no_orders'

/** Something that was decided or found, as a message and its values. */
export interface Notice {
  code: NoticeCode
  /** The file that it is about; empty where it is about all of them. */
  file: string
  /** Heading of the column that it is about. */
  column?: string
  params: Record<string, string | number>
}
