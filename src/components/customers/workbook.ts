import { AppError } from '../../model/error'
import type { Cell } from '../../model/row'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A workbook of one sheet, written beside the page: a hundred thousand rows take seconds. `days`: columns of dates.
 * @throws AppError `unexpected`
 */
export async function workbookOf(rows: Cell[][], name: string, days: ReadonlySet<number>): Promise<Blob> {
  const { default: Writer } = await import('./workbook.worker?worker&inline')
  const worker = new Writer()
  try {
    const bytes = await new Promise<BlobPart>((resolve, reject) => {
      const fail = (detail: string) => reject(new AppError('unexpected', { detail }))
      worker.onmessage = ({ data }: MessageEvent<{ bytes?: BlobPart; failed?: string }>) =>
        data.bytes ? resolve(data.bytes) : fail(data.failed ?? '')
      worker.onerror = ({ message }) => fail(message)
      worker.postMessage([rows, name, days])
    })
    return new Blob([bytes], { type: TYPE })
  } finally {
    worker.terminate()
  }
}
