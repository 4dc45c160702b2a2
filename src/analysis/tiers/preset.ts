import { fieldsOf } from '../../model/condition'
import type { Preset } from '../../model/preset'
import type { TierIndicator, TierScheme } from '../../model/scheme'
import { stateFields } from '../../tables/tiers'
import { proposeScheme } from '../../stats/scheme'
import { proposeTable } from '../../stats/words'
import type { Session } from '../session'
import { indicatorFields } from './indicators'

/** Facts of which one stands for the other: the first that these data give is taken. */
const EITHER = [
  ['revenue_12m', 'revenue_all'],
  ['orders_12m', 'orders_all'],
  ['growth_12m', 'growth_6m'],
  ['tenure_months', 'tenure_days'],
]
/** Of facts of which one stands for the other only the first that is there. */
export const eitherOf =
  (says: (name: string) => boolean) =>
  (name: string): boolean =>
    says(name) && !EITHER.some(([first, second]) => name === second && says(first!))
const PLAIN = { median: 50, values: [0, 100], points: [0, 100] }

/**
 * A preset for the customers of the present view: indicators and rules that the data cannot give drop out, anchors and
 * calibration are proposed from the customers. `reasonOf` puts a rule's reason into words. Null: nobody can be graded.
 */
export async function presetScheme(
  session: Session,
  preset: Preset,
  reasonOf: (key: string) => string,
): Promise<TierScheme | null> {
  if (!session.scheme || !session.params) return null
  const fields = new Map((await indicatorFields(session)).map((field) => [field.name, field]))
  const tables = new Map(
    preset.indicators.flatMap(({ name }) => {
      const words = fields.get(name)?.words
      return words ? [[name, proposeTable(words)] as const] : []
    }),
  )
  const asked = preset.indicators
    .filter(({ name }) => fields.has(name))
    .map(({ name, dimension }): TierIndicator => ({
      name,
      dimension,
      weight: 0,
      ...PLAIN,
      table: tables.get(name),
    }))
  const given = await session.whatIf({ ...session.scheme, indicators: asked, rules: [], keep: 0 })
  if (!given) return null
  const says = (name: string) =>
    fields.has(name) && !!given.columns[name]?.some((value) => !Number.isNaN(value))
  const scheme = proposeScheme(
    given.columns,
    eitherOf(says),
    session.params.as_of || session.scheme.referenceDate,
    preset,
  )
  const known = await session.quiet(({ engine }) => stateFields(engine))
  const events = says('events_12m')
  return {
    ...scheme,
    // Points of words are points already: their own line leads each to itself.
    indicators: scheme.indicators.map((each) =>
      tables.has(each.name) ? { ...each, ...PLAIN, table: tables.get(each.name)! } : each,
    ),
    // What a preset caps, such as a default, stays capped.
    rules: scheme.rules.concat(
      preset.rules
        .filter(({ condition }) =>
          fieldsOf(condition).every((name) =>
            name.endsWith('_12m') ? events && known.has(name) : fields.has(name),
          ),
        )
        .map((rule, i) => ({ ...rule, id: String(i + 1), reason: reasonOf(rule.reason), until: null })),
    ),
    keep: preset.keep,
    review: preset.review,
  }
}
