import { unpack } from '../ingest/unpack'
import { AppError, type ErrorCode } from '../model/error'

/** An error crosses as its code and values. */
export interface Told {
  code: ErrorCode
  params: Record<string, string | number>
}

const told = (cause: unknown): Told => {
  const { code, params } = AppError.from(cause)
  return { code, params }
}

self.onmessage = async ({ data }: MessageEvent<{ file: Blob; name: string }>) => {
  try {
    const { parts, failures } = await unpack(data.file, data.name)
    self.postMessage({ parts, failures: failures.map(({ name, error }) => ({ name, error: told(error) })) })
  } catch (cause) {
    self.postMessage({ failed: told(cause) })
  }
}
