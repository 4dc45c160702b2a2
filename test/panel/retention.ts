import type { Row } from '../../src/model/row'
import type { Answer } from './figures'
import { kaplanMeier, wilson } from './intervals'
import { count, date, share, type Said } from './said'

const total = (rows: Row[], name: string): number => rows.reduce((sum, row) => sum + Number(row[name]), 0)

/** What the panels of retention, and of coming back, must say: see `figures.ts`. */
export const RETENTION: Record<string, (answer: Answer) => Said[]> = {
  'retention.cohorts': ({ rows, facts }) => {
    const whole = rows.filter((row) => !row.unfinished && !row.start_of_data)
    const at = (age: number) => whole.filter((row) => row.age === age)
    const [buyers, customers] = [total(at(1), 'buyers'), total(at(1), 'customers')]
    const [low, high] = wilson(buyers, customers)
    const age = [12, 6, 3, 2].find((each) => at(each).length >= 3)!
    const earlier =
      Number(facts.different) -
      total(
        rows.filter((row) => row.age === 0),
        'customers',
      )
    const early = new Set(rows.filter((row) => row.start_of_data).map((row) => row.line)).size
    return [
      [
        'panel.retention.cohorts.sentence.month',
        {
          customers: count(customers),
          share: share(buyers / customers),
          low: share(low),
          high: share(high),
          age,
          later: share(total(at(age), 'buyers') / total(at(age), 'customers')),
          others: count(total(at(age), 'customers')),
        },
      ],
      ...(early ? ([['panel.retention.cohorts.early', { n: early }]] as Said[]) : []),
      ...(earlier
        ? ([['panel.retention.cohorts.earlier', { n: earlier, customers: count(earlier) }]] as Said[])
        : []),
    ]
  },
  'retention.survival': ({ rows }) => {
    const curve = kaplanMeier(rows, 'gone')
    const longest = curve.at(-1)!.day
    const day = [365, 180, 90, 60, 30].find((each) => each <= longest)!
    const then = curve.filter((each) => each.day <= day).at(-1)!
    const left = (end = 0) => share(then.left ** Math.exp(end * then.reach))
    const half = curve.find((each) => each.left <= 0.5)
    return [
      [
        `panel.retention.survival.${half ? 'sentence' : 'unreached'}`,
        {
          days: count(day),
          share: left(),
          low: left(-1),
          high: left(1),
          median: count(half?.day ?? 0),
          longest: count(longest),
        },
      ],
    ]
  },
  'lifecycle.comeback': ({ facts }) => {
    const [n, part] = [Number(facts.window_followed), Number(facts.window_share)]
    const [low, high] = wilson(part * n, n)
    return [
      [
        `panel.lifecycle.comeback.${facts.proposed == null ? 'open' : 'proposed'}`,
        {
          window: count(Number(facts.window_days)),
          date: date(String(facts.called_on)),
          share: share(part, 0),
          low: share(low, 0),
          high: share(high, 0),
          customers: count(n),
          days: count(Number(facts.proposed ?? 0)),
          longest: count(Number(facts.longest)),
        },
      ],
    ]
  },
}
