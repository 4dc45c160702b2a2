import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { unreadOf } from '../../ingest/infer/options'
import type { Choices, SourceReport } from '../../ingest/load'
import { needsOf, type ColumnMapping, type Mapping } from '../../ingest/mapping'
import type { TypeChoice } from '../../ingest/infer'
import type { Encoding } from '../../ingest/encoding'
import type { Sample } from '../../ingest/sample'
import { changedChoices } from '../../ingest/choices'
import { fieldOf, type EntityName } from '../../model/entities'
import { AppError } from '../../model/error'
import { atHome, roleOf } from '../../model/roles'
import { useDrafts } from '../../workspace/drafts'
import { useWorkspace } from '../../workspace/workspace'

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

/**
 * What the reader would change about a file: how it would then be read is shown from its sample at once, the file
 * itself is read again only when the changes are applied. The draft itself is kept by the workspace.
 */
export function useDraft(source: () => SourceReport) {
  const workspace = useWorkspace()
  const drafts = useDrafts()
  const choices = computed<Choices>({
    get: () => drafts.held[source().id] ?? source().choices,
    set: (now) => drafts.hold(source().id, now),
  })
  const sample = shallowRef<Sample>(source().sample)
  const mapping = shallowRef<Mapping>(source().mapping)
  const error = shallowRef<AppError | null>(null)
  let asked = 0

  async function ask(): Promise<void> {
    const mine = ++asked
    const { id, file } = source()
    try {
      const found = await workspace.preview(id, choices.value)
      if (mine !== asked) return
      // Kept without its text, after a reload: there is nothing to try on.
      if (!found) throw new AppError('workspace.unkept', { file })
      sample.value = found.sample
      mapping.value = found.mapping
      error.value = null
    } catch (cause) {
      if (mine === asked) error.value = AppError.from(cause)
    }
  }
  watch(choices, ask, { deep: true })
  // Left and come back to.
  if (drafts.held[source().id]) void ask()
  watch(error, (now) => drafts.fault(source().id, now !== null))
  onScopeDispose(() => asked++)

  const changes = computed(() => changedChoices(source().choices, choices.value))
  const idle = computed<Idle[]>(() =>
    Object.entries(choices.value.columns ?? {}).flatMap(([header, target]) =>
      target ? idleOf(header, target, mapping.value, sample.value) : [],
    ),
  )

  return {
    choices,
    sample,
    mapping,
    error,
    changes,
    idle,
    /** Gives a column its meaning; whoever had it before becomes an attribute. */
    mean(column: ColumnMapping, target: string | null) {
      const columns = { ...choices.value.columns, [column.header]: target }
      const before =
        target &&
        mapping.value.columns.find(
          (c) => c.target && roleOf(c.target) === roleOf(target) && !c.wide && c !== column,
        )
      if (before) columns[before.header] = null
      choices.value = { ...choices.value, columns: atHome(columns, mapping.value.entities) }
    },
    /** Says how a column's cells are read; undefined leaves it to the file again. */
    read(column: ColumnMapping, choice: TypeChoice | undefined) {
      const others = Object.entries(choices.value.types ?? {}).filter(([name]) => name !== column.header)
      const types = Object.fromEntries(choice ? [...others, [column.header, choice]] : others)
      choices.value = { ...choices.value, types }
    },
    encode: (encoding: Encoding | undefined) => (choices.value = { ...choices.value, encoding }),
    delimit: (delimiter: string | undefined) => (choices.value = { ...choices.value, delimiter }),
    reset: () => drafts.drop(source().id),
    /** Forgets every choice: back to what the file itself suggests. */
    propose: () => (choices.value = {}),
  }
}

/** Why a chosen meaning does nothing, or nothing where it does what it says. */
function idleOf(header: string, target: string, { columns, entities }: Mapping, { rows }: Sample): Idle[] {
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
