import { AppError } from '../model/error'

/** Names by which a platform says that the bytes of a file are out of reach. */
const OUT_OF_REACH = ['NotReadableError', 'NotFoundError', 'SecurityError', 'NotAllowedError']

/**
 * What reading a file threw → an error that readers can be told of. The words of a library or of the engine stand in `detail`
 * alone, which no sentence names; `kind` is what the file was opened as.
 */
export function faultOf(cause: unknown, file: string, kind?: string): AppError {
  if (cause instanceof AppError) {
    if (cause.code === 'engine.query')
      return new AppError('file.unread', { file, detail: cause.params.detail ?? '' }, { cause })
    return cause.params.file === ''
      ? new AppError(cause.code, { ...cause.params, file }, { cause: cause.cause })
      : cause
  }
  const detail = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof Error && OUT_OF_REACH.includes(cause.name))
    return new AppError('file.unreadable', { file, detail }, { cause })
  // Too deep or too large for what reads it, which says nothing of its bytes.
  const whole = cause instanceof RangeError || !kind
  return whole
    ? new AppError('file.unread', { file, detail }, { cause })
    : new AppError('file.damaged', { file, kind, detail }, { cause })
}
