import { fieldLabel } from '../../analysis/dimension'
import type { Say } from '../../analysis/panel'
import type { Trial } from '../../analysis/segment/trial'
import type { SheetField } from '../../analysis/sheet'
import type { Condition } from '../../model/condition'
import { valueLabel } from '../../analysis/dimension'
import { groupOf, testOf, type Choice } from './draft'

export { fieldLabel as fieldText }

/** A value of a comparison in the reader's words. */
function wordOf(field: string, type: SheetField['type'] | undefined, value: unknown, say: Say): string {
  if (typeof value === 'boolean') return say.t(`answer.${value ? 'yes' : 'no'}`)
  if (typeof value === 'number')
    return type === 'share' ? `${say.number(value * 100, 1)}%` : say.number(value, 2)
  if (type === 'date') return say.date(String(value))
  return valueLabel(field, String(value), say)
}

const BARE: Choice[] = ['known', 'missing']

/** A whole condition as one line of text. */
export function conditionText(condition: Condition, fields: SheetField[], say: Say): string {
  const said = testOf(condition)
  if (said) {
    const { field, values } = said.test
    const type = fields.find(({ name }) => name === field)?.type
    const words = values.map((value) => wordOf(field, type, value, say)).join(say.t('condition.or'))
    const name = fieldLabel(field, say)
    const asks = say.t(`condition.choice.${type === 'date' ? dated(said.choice) : said.choice}`)
    return BARE.includes(said.choice) ? `${name} ${asks}` : `${name} ${asks} ${words}`
  }
  const group = groupOf(condition)
  // Not of a comparison that has no word of its own.
  if (!group)
    return 'not' in condition
      ? `${say.t('condition.not')} (${conditionText(condition.not, fields, say)})`
      : ''
  if (!group.parts.length) return say.t('condition.everyone')
  const parts = group.parts.map((part) => {
    const text = conditionText(part, fields, say)
    return groupOf(part) && group.parts.length > 1 ? `(${text})` : text
  })
  const joined = parts.join(
    say.t(group.joint === 'all' || group.joint === 'notAll' ? 'condition.and' : 'condition.orElse'),
  )
  return group.joint === 'none' || group.joint === 'notAll' ? `${say.t('condition.not')} (${joined})` : joined
}

/** Comparisons of days have words of their own. */
export const dated = (choice: Choice): string =>
  choice === 'atLeast' ? 'since' : choice === 'atMost' ? 'until' : choice

/** How many customers, and what they bring. */
export const sizeText = (size: Trial, say: Say): string =>
  say.t('own.count', {
    customers: say.count(size.customers),
    share: say.share(size.allCustomers ? size.customers / size.allCustomers : 0),
    revenue: say.moneyShort(size.revenue),
    revenueShare: say.share(size.allRevenue ? size.revenue / size.allRevenue : 0),
  })
