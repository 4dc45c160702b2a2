/** What systems put beside the files of people. */
const CLUTTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i

interface Found {
  file: File
  /** Its place in the dropped folder, or only its name. */
  path: string
}

/** The files of a drop, those inside folders too. Must be called while the event is handled: the list empties after. */
export async function dropped(transfer: DataTransfer): Promise<{ files: File[]; empty: string[] }> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
  if (!entries.some((entry) => entry?.isDirectory)) return { files: [...transfer.files], empty: [] }
  const found: Found[] = []
  const empty: string[] = []
  for (const entry of entries) {
    const before = found.length
    if (entry) await walk(entry, found)
    if (entry && found.length === before) empty.push(entry.name)
  }
  return { files: named(found), empty }
}

/** The files of a folder that was chosen. */
export const ofFolder = (files: Iterable<File>): File[] =>
  named([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })).filter(wanted))

const wanted = ({ path }: { path: string }): boolean => !path.split('/').some((part) => CLUTTER.test(part))

async function walk(entry: FileSystemEntry, found: Found[]): Promise<void> {
  if (CLUTTER.test(entry.name)) return
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    found.push({ file, path: entry.fullPath.replace(/^\//, '') })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A hundred at a time, until none is left.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (!some.length) return
    for (const inner of some) await walk(inner, found)
  }
}

/** In order of their places; two of one name are told apart by the folder they are in. */
function named(found: Found[]): File[] {
  const often = new Map<string, number>()
  for (const { file } of found) often.set(file.name, (often.get(file.name) ?? 0) + 1)
  return found
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
    .map(({ file, path }) => (often.get(file.name)! > 1 ? new File([file], path) : file))
}

/**
 * A table from the clipboard as a file of this name, or null where there is none. Programs put a picture of the cells
 * beside their text, so text goes first.
 */
export function pasted(text: string, html: string, name: string): File | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim())
  if (lines.length > 1 && lines[0]!.includes('\t')) return new File([text], `${name}.tsv`)
  if (/<table[\s>]/i.test(html) && /<t[dh][\s>]/i.test(html)) return new File([html], `${name}.html`)
  if (lines.length > 1 && lines.slice(0, 2).every((line) => /[,;|，]/.test(line)))
    return new File([text], `${name}.csv`)
  return null
}
