/** Codes are the message keys: `error.<code>` in the locale files says what happened and what to do. */
export type ErrorCode =
  | 'cancelled'
  | 'engine.start'
  | 'engine.query'
  | 'engine.memory'
  | 'engine.ended'
  | 'engine.back'
  | 'engine.lost'
  | 'file.empty'
  | 'file.binary'
  | 'file.noise'
  | 'file.spreadsheet'
  | 'file.noRows'
  | 'file.noColumns'
  | 'file.tooWide'
  | 'file.large'
  | 'file.unreadable'
  | 'file.unread'
  | 'file.decode'
  | 'file.nul'
  | 'file.unknown'
  | 'file.refused.advertising'
  | 'file.refused.settlement'
  | 'file.refused.bill'
  | 'file.refused.dayTotals'
  | 'file.refused.inventory'
  | 'file.refused.products'
  | 'file.refused.staff'
  | 'file.refused.marks'
  | 'file.refused.bookkeeping'
  | 'file.refused.purchases'
  | 'file.refused.refunds'
  | 'file.refused.openItems'
  | 'file.refused.log'
  | 'file.encrypted'
  | 'file.damaged'
  | 'file.tooBig'
  | 'file.endless'
  | 'file.noTable'
  | 'file.page'
  | 'file.archive'
  | 'file.document'
  | 'file.image'
  | 'file.database'
  | 'file.feather'
  | 'file.lines'
  | 'file.cover'
  | 'file.hidden'
  | 'file.rounded'
  | 'file.paste'
  | 'compare.gone'
  | 'compare.undated'
  | 'view.period'
  | 'view.date'
  | 'seal.damaged'
  | 'seal.passphrase'
  | 'seal.rounds'
  | 'seal.version'
  | 'workspace.damaged'
  | 'workspace.newer'
  | 'workspace.full'
  | 'workspace.rebuilt'
  | 'workspace.unkept'
  | 'workspace.unlike'
  | 'workspace.stopped'
  | 'workspace.elsewhere'
  | 'recipe.invalid'
  | 'recipe.newer'
  | 'recipe.scheme'
  | 'condition.field'
  | 'condition.operator'
  | 'unexpected'

/** The one error type that crosses folders: a code, the values its message needs, and what caused it. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'AppError'
  }

  /** Wraps anything thrown; an AppError passes through as it is. */
  static from(cause: unknown, code: ErrorCode = 'unexpected'): AppError {
    if (cause instanceof AppError) return cause
    return new AppError(code, { detail: cause instanceof Error ? cause.message : String(cause) }, { cause })
  }
}
