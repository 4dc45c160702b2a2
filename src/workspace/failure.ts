import { AppError } from '../model/error'

/** What went wrong, as the page tells it. */
export interface Failure {
  file: string
  code: string
  params: Record<string, string | number>
}

export function failure(file: string, cause: unknown): Failure {
  const error = AppError.from(cause)
  return { file, code: error.code, params: { file, ...error.params } }
}
