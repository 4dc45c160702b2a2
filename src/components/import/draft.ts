import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Choices, SourceReport } from '../../ingest/load'
import type { ColumnMapping, Mapping } from '../../ingest/mapping'
import type { TypeChoice } from '../../ingest/infer'
import type { Encoding } from '../../ingest/encoding'
import type { Sample } from '../../ingest/sample'
import { changedChoices } from '../../ingest/choices'
import { AppError } from '../../model/error'
import { atHome, roleOf } from '../../model/roles'
import { useDrafts } from '../../workspace/drafts'
import { preview } from '../../workspace/preview'
import { idleIn, type Idle } from './idle'

/**
 * What the reader would change about a file: how it would then be read is shown from its sample at once, the file
 * itself is read again only when the changes are applied. The draft itself is kept by the workspace.
 */
export function useDraft(source: () => SourceReport) {
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
      const found = await preview(id, choices.value)
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
  const idle = computed<Idle[]>(() => idleIn(choices.value, mapping.value, sample.value))

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
