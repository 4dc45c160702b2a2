import { sha256 } from '../ingest/hash'

self.onmessage = async ({ data }: MessageEvent<{ id: number; file: Blob }>) => {
  try {
    self.postMessage({ id: data.id, sha256: await sha256(data.file) })
  } catch {
    self.postMessage({ id: data.id, sha256: '' })
  }
}
