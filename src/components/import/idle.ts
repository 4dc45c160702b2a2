import type { Say } from '../../analysis/panel'
import { unreadOf } from '../../ingest/infer/options'
import type { Choices } from '../../ingest/load'
import { needsOf, type Mapping } from '../../ingest/mapping'
import type { Sample } from '../../ingest/sample'
import { fieldOf, type EntityName } from '../../model/entities'
import { roleOf } from '../../model/roles'
import { entitiesText, targetText } from './words'

/** A choice that does not take effect, why, and what would make it. */
export interface Idle {
  header: string
  target: string
  /** `needs`: its entity lacks columns · `taken`: another column has the meaning · `unread`: no cell can be read so. */
  why: 'needs' | 'taken' | 'unread' | 'identity'
  entity: EntityName
  needs: string[][]
  other: string
}

/** The choices that do nothing, or nothing where they do what they say. */
export const idleIn = ({ columns = {} }: Choices, mapping: Mapping, sample: Pick<Sample, 'rows'>): Idle[] =>
  Object.entries(columns).flatMap(([header, target]) =>
    target ? idleOf(header, target, mapping, sample) : [],
  )

/** Why a chosen meaning does nothing, or nothing where it does what it says. */
function idleOf(
  header: string,
  target: string,
  { columns, entities }: Mapping,
  { rows }: Pick<Sample, 'rows'>,
): Idle[] {
  const column = columns.find((c) => c.header === header)
  if (!column) return []
  const entity = target.split('.')[0] as EntityName
  const idle = { header, target, entity, needs: [], other: '' }
  if (column.dropped === 'identity') return [{ ...idle, why: 'identity' }]
  if (column.target && roleOf(column.target) === roleOf(target)) {
    const cells = rows.map((row) => row[column.index] ?? '').filter((cell) => cell.trim())
    const unread = cells.length > 0 && unreadOf(cells, column.reading) === cells.length
    return unread && fieldOf(target) ? [{ ...idle, why: 'unread' }] : []
  }
  const other = columns.find((c) => c.target && roleOf(c.target) === roleOf(target))
  if (other) return [{ ...idle, why: 'taken', other: other.header }]
  return entities.includes(entity) ? [] : [{ ...idle, why: 'needs', needs: needsOf(entity) }]
}

/** Why a choice does nothing, and what would make it. */
export const idleText = ({ header, target, why, entity, needs, other }: Idle, say: Say): string =>
  say.t(why === 'needs' ? 'data.mapping.idle' : `import.idle.${why}`, {
    column: header,
    entity: entitiesText([entity], say),
    needs: needs
      .map((list) => list.map((own) => targetText(own, say)).join(' + '))
      .join(say.t('data.mapping.or')),
    other,
    target: targetText(target, say),
  })
