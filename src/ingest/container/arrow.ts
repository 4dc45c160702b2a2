import { readIpc } from '../../engine/ipc'
import { AppError } from '../../model/error'
import type { Meter } from './meter'
import { Table } from './table'

/**
 * Arrow IPC (Feather) → delimited text.
 * @throws AppError `file.feather` where its buffers are compressed, `file.damaged`, `cancelled`
 */
export async function arrowText(file: Blob, name: string, meter: Meter, signal?: AbortSignal): Promise<Blob> {
  const table = new Table(meter)
  let header: string[] = []
  try {
    for (const { names, rows, cell } of readIpc(new Uint8Array(await file.arrayBuffer()))) {
      if (signal?.aborted) throw new AppError('cancelled')
      header = names
      for (let row = 0; row < rows; row++) table.row(names.map((_, column) => cell(row, column) ?? ''))
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const compressed = cause instanceof Error && /compress/i.test(cause.message)
    throw compressed
      ? new AppError('file.feather', { file: name }, { cause })
      : new AppError('file.damaged', { file: name, kind: 'Arrow' }, { cause })
  }
  return table.text(header)
}
