/** Arguments that make no sense: the message key and its values. */
export class UsageError extends Error {
  constructor(
    readonly key: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(key)
  }
}

/** `FILE:NAME=VALUE`: NAME is a heading, a question or what else is chosen of a file. */
export interface Given {
  text: string
  file: string
  name: string
  value: string
}

/** How a table of a workbook or an archive is called after its file. */
const WITHIN = ' › '
/** Whether an answer to this file or table of a file is about the table. */
export const isOf = (table: string, file: string): boolean =>
  table === file || table.startsWith(file + WITHIN)

/** Splits an answer; the file must be one of those that are read. @throws UsageError */
export function readGiven(text: string, files: string[]): Given {
  const [own] = files.filter((file) => text.startsWith(`${file}:`)).sort((a, b) => b.length - a.length)
  const end = own === undefined ? text.indexOf(':') : own.length
  const at = text.lastIndexOf('=')
  if (end < 1 || at < end + 2 || at === text.length - 1)
    throw new UsageError('report.cli.answerForm', { value: text })
  const file = text.slice(0, end)
  if (!files.some((name) => isOf(file, name)))
    throw new UsageError('report.cli.answerFile', { value: text, file, known: files.join(', ') })
  return { text, file, name: text.slice(end + 1, at), value: text.slice(at + 1) }
}
