import { AppError } from '../../../model/error'
import type { Meter } from '../meter'
import type { Sheet } from '../sheet'
import { builtInStyle, styleOf, type Style } from '../style'
import type { Member } from '../zip'
import { Cells, type Shared } from './cells'
import { eachStretch, elements, readText, textOf } from './xml'

/**
 * The sheets of an XLSX or XLSM, read as a stream: of a sheet no more than a megabyte stands in memory at a time.
 * @throws AppError `file.damaged`, `file.tooBig`, also while sheets are read
 */
export async function openXlsx(members: Member[], name: string, meter: Meter): Promise<Sheet[]> {
  const part = (path: string): Member => {
    const found = members.find((member) => member.name.toLowerCase() === path.toLowerCase())
    if (!found) throw new AppError('file.damaged', { file: name, kind: 'XLSX' })
    return counted(found, meter)
  }
  const root = await part('_rels/.rels').text()
  const office = [...elements(root, 'Relationship')].find(({ Type }) => Type?.endsWith('/officeDocument'))
  const path = resolve('', office?.Target ?? 'xl/workbook.xml')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const book = await part(path).text()
  const links = new Map(
    [...elements(await part(`${folder}_rels/${path.slice(folder.length)}.rels`).text(), 'Relationship')].map(
      (link) => [link.Id ?? '', link] as const,
    ),
  )
  const linked = (kind: string): Member | null => {
    const link = [...links.values()].find(({ Type }) => Type?.endsWith(`/${kind}`))
    return link ? part(resolve(folder, link.Target ?? '')) : null
  }
  const { date1904 } = [...elements(book, 'workbookPr')][0] ?? {}
  const shared: Shared = {
    strings: await readStrings(linked('sharedStrings')),
    styles: readStyles((await linked('styles')?.text()) ?? ''),
    shift: date1904 === '1' || date1904 === 'true' ? 1462 : 0,
  }
  return [...elements(book, 'sheet')].flatMap(({ name: title = '', id = '', state = 'visible' }) => {
    const link = links.get(id)
    // Charts and dialogs have no cells.
    if (!link?.Type?.endsWith('/worksheet')) return []
    const member = part(resolve(folder, link.Target ?? ''))
    return [{ name: title, hidden: state !== 'visible', read: (visit) => readSheet(member, shared, visit) }]
  })
}

/** What is read a second time is not counted again. */
function counted(member: Member, meter: Meter): Member {
  let fresh = true
  const stream = async () => {
    const bytes = await member.stream()
    if (!fresh) return bytes
    fresh = false
    return meter.through(bytes)
  }
  return { ...member, stream, text: async () => readText(await stream()) }
}

const resolve = (folder: string, target: string): string => {
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  return path.replace(/(^|\/)\.\//g, '$1').replace(/[^/]+\/\.\.\//g, '')
}

async function readStrings(member: Member | null): Promise<string[]> {
  const strings: string[] = []
  if (!member) return strings
  const visit = (xml: string) => {
    for (const [, item = ''] of xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g))
      strings.push(textOf(item))
  }
  await eachStretch(await member.stream(), 'si', visit)
  return strings
}

/** What each cell style means, in the order in which cells name them. */
function readStyles(xml: string): Style[] {
  const own = new Map(
    [...elements(xml, 'numFmt')].map(({ numFmtId, formatCode = '' }) => [
      Number(numFmtId),
      styleOf(formatCode),
    ]),
  )
  const [, used = ''] = /<(?:\w+:)?cellXfs\b([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml) ?? []
  return [...elements(used, 'xf')].map(({ numFmtId }) => {
    const id = Number(numFmtId ?? 0)
    return own.get(id) ?? builtInStyle(id)
  })
}

async function readSheet(member: Member, shared: Shared, visit: Parameters<Sheet['read']>[0]) {
  let cells: Cells | null = null
  const rest = await eachStretch(await member.stream(), 'row', (xml, prefix) => {
    cells ??= new Cells(shared, prefix, visit)
    cells.read(xml)
  })
  const merges = [...elements(rest, 'mergeCell')].flatMap(({ ref = '' }) => {
    const [, left, top, right, bottom] = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/.exec(ref) ?? []
    if (!left) return []
    return [
      { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right!) },
    ]
  })
  return { merges, rounded: [...((cells as Cells | null)?.rounded.values() ?? [])] }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
