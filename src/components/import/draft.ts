import { computed, ref, shallowRef, watch } from 'vue'
import type { Choices, SourceReport } from '../../ingest/load'
import { needsOf, type ColumnMapping, type Mapping } from '../../ingest/mapping'
import type { TypeChoice } from '../../ingest/infer'
import type { Encoding } from '../../ingest/encoding'
import type { Sample } from '../../ingest/sample'
import type { EntityName } from '../../model/entities'
import { AppError } from '../../model/error'
import { useWorkspace } from '../../workspace/workspace'

/** A choice that the file does not yet bear out: its entity needs further columns. */
export interface Idle {
  header: string
  entity: EntityName
  needs: string[][]
}

/**
 * What the reader would change about a file: how it would then be read is shown from its sample at once, the file
 * itself is read again only when the changes are applied.
 */
export function useDraft(source: () => SourceReport) {
  const workspace = useWorkspace()
  const choices = ref<Choices>({ ...source().choices })
  const sample = shallowRef<Sample>(source().sample)
  const mapping = shallowRef<Mapping>(source().mapping)
  const error = shallowRef<AppError | null>(null)
  let asked = 0

  async function ask(): Promise<void> {
    const mine = ++asked
    try {
      const found = await workspace.preview(source().id, choices.value)
      if (mine !== asked) return
      // Kept without its text, after a reload: there is nothing to try on.
      if (!found) throw new AppError('workspace.unkept', { file: source().file })
      sample.value = found.sample
      mapping.value = found.mapping
      error.value = null
    } catch (cause) {
      if (mine === asked) error.value = AppError.from(cause)
    }
  }
  watch(choices, ask, { deep: true })

  const own = () => source().choices
  const changes = computed(() => {
    const now = choices.value
    const headers = new Set([...Object.keys(now.columns ?? {}), ...Object.keys(own().columns ?? {})])
    const read = new Set([...Object.keys(now.types ?? {}), ...Object.keys(own().types ?? {})])
    return (
      Number(now.encoding !== own().encoding) +
      Number(now.delimiter !== own().delimiter) +
      [...headers].filter((name) => now.columns?.[name] !== own().columns?.[name]).length +
      [...read].filter((name) => told(now.types?.[name]) !== told(own().types?.[name])).length
    )
  })
  const idle = computed<Idle[]>(() =>
    Object.entries(choices.value.columns ?? {}).flatMap(([header, target]) => {
      const entity = target?.split('.')[0] as EntityName | undefined
      if (!entity || !sample.value.header.includes(header) || mapping.value.entities.includes(entity))
        return []
      return [{ header, entity, needs: needsOf(entity) }]
    }),
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
        target && mapping.value.columns.find((c) => c.target === target && !c.wide && c !== column)
      if (before) columns[before.header] = null
      choices.value = { ...choices.value, columns }
    },
    /** Says how a column's cells are read; undefined leaves it to the file again. */
    read(column: ColumnMapping, choice: TypeChoice | undefined) {
      const others = Object.entries(choices.value.types ?? {}).filter(([name]) => name !== column.header)
      const types = Object.fromEntries(choice ? [...others, [column.header, choice]] : others)
      choices.value = { ...choices.value, types }
    },
    encode: (encoding: Encoding | undefined) => (choices.value = { ...choices.value, encoding }),
    delimit: (delimiter: string | undefined) => (choices.value = { ...choices.value, delimiter }),
    reset: () => (choices.value = { ...own() }),
    /** Forgets every choice: back to what the file itself suggests. */
    propose: () => (choices.value = {}),
    apply: () =>
      workspace.remap(source().id, {
        ...choices.value,
        ...(choices.value.columns ? { columns: { ...choices.value.columns } } : {}),
        ...(choices.value.types ? { types: { ...choices.value.types } } : {}),
      }),
  }
}

const told = (choice: TypeChoice | undefined): string =>
  choice ? [choice.as, choice.format, choice.decimal].join(' ') : ''
