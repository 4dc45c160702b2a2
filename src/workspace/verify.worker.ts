import { told } from './told'
import { verified } from './verify'

self.onmessage = async ({ data }: MessageEvent<{ file: Blob; name: string }>) => {
  try {
    self.postMessage({ files: await verified(data.file) })
  } catch (cause) {
    self.postMessage({ failed: told(cause) })
  }
}
