import { unpack } from '../ingest/unpack'
import { told } from './told'

self.onmessage = async ({ data }: MessageEvent<{ file: Blob; name: string }>) => {
  try {
    const { parts, failures } = await unpack(data.file, data.name)
    self.postMessage({ parts, failures: failures.map(({ name, error }) => ({ name, error: told(error) })) })
  } catch (cause) {
    self.postMessage({ failed: told(cause) })
  }
}
