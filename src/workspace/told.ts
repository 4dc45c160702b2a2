import { AppError, type ErrorCode } from '../model/error'

/** An error crosses from a worker as its code and values. */
export interface Told {
  code: ErrorCode
  params: Record<string, string | number>
}

export function told(cause: unknown): Told {
  const { code, params } = AppError.from(cause)
  return { code, params }
}

export const revive = ({ code, params }: Told): AppError => new AppError(code, params)
