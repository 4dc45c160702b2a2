import { toXlsx } from '../../report/workbook'

self.onmessage = ({ data }: MessageEvent<Parameters<typeof toXlsx>>) =>
  toXlsx(...data).then(
    (bytes) => self.postMessage({ bytes }, { transfer: [bytes.buffer as ArrayBuffer] }),
    (cause: unknown) => self.postMessage({ failed: String(cause) }),
  )
