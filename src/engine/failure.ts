import { AppError } from '../model/error'

/** What the engine threw → AppError that carries the SQL and the cause. */
export function failure(cause: unknown, sql: string): AppError {
  if (cause instanceof AppError) return cause
  const detail = cause instanceof Error ? cause.message : String(cause)
  if (/cancel|interrupt/i.test(detail)) return new AppError('cancelled', {}, { cause })
  const code = /out of memory/i.test(detail) ? 'engine.memory' : 'engine.query'
  return new AppError(code, { sql, detail }, { cause })
}
