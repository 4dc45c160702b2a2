/** What became of an order: only a completed or a returned one was a sale. */
export const ORDER_STATES = ['completed', 'pending', 'cancelled', 'returned'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** What makes two rows one order: its number, that with something beside it, who and when, or nothing. */
export const ORDER_UNITS = ['id', 'id_shop', 'id_day', 'id_buyer', 'buyer_time', 'row'] as const
export type OrderUnit = (typeof ORDER_UNITS)[number]
