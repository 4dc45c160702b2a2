/** The bench’s file of so many rows, made unless it is there; its path. */
export function ordersFile(rows: number): string
