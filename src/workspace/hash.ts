import HashWorker from './hash.worker?worker&inline'

let worker: Worker | null = null
let asked = 0

/** SHA-256 of a file, hex, worked out aside; empty where it cannot be read any more. */
export function hashAside(file: Blob): Promise<string> {
  worker ??= new HashWorker()
  const id = ++asked
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<{ id: number; sha256: string }>) => {
      if (data.id !== id) return
      worker!.removeEventListener('message', hear)
      resolve(data.sha256)
    }
    worker!.addEventListener('message', hear)
    worker!.postMessage({ id, file })
  })
}
