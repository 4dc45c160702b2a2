import { survival } from '../../charts/survival'
import { sumOf, type Row } from '../../model/row'
import { wilson } from '../../stats/wilson'
import { carried, definePanel } from '../panel'
import { pointsOf, tickOf } from './curve'
import comebackSql from './comeback.sql?raw'
import silentSql from './silent.sql?raw'

/** A class of fewer customers, or a share of fewer, says nothing about customers. */
const LEAST = 20
/** Days of a class. */
const STEP = 30
/** Gone is who comes back with less than this chance. */
const GONE = 0.1

/** Of these customers the share that bought again, with its 95 % interval. */
function shareOf(rows: Row[]): Row {
  const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0)
  const [followed, back] = [sum('customers'), sum('back')]
  if (!followed) return { followed, back, share: null, low: null, high: null }
  const [low, high] = wilson(back, followed)
  return { followed, back, share: back / followed, low, high }
}

/**
 * Rows of how many were silent for so many days → one row a class of silence, the last of all who were silent for longer.
 * `window_…`: of all who were silent for longer than the churn window; `proposed`: the first class from which on fewer than one
 * in ten bought again.
 */
function compute(rows: Row[]): Row[] {
  const from = (day: number) => rows.filter((row) => Number(row.days) >= day)
  const longest = Math.max(-1, ...rows.map((row) => Number(row.days)))
  const starts = Array.from({ length: Math.floor(longest / STEP) + 1 }, (_, k) => k * STEP)
  const told = starts.filter((start) => Number(shareOf(from(start)).followed) >= LEAST)
  const classes = told.map((start, at): Row => {
    const end = told[at + 1]
    return {
      days: start,
      ...shareOf(from(start).filter((row) => end === undefined || Number(row.days) < end)),
    }
  })
  const { called_on = null, churned_days = null } = rows[0] ?? {}
  const window = shareOf(churned_days === null ? [] : from(Number(churned_days) + 1))
  const known = Number(window.followed) >= LEAST
  // From there on: not a dip, unless what comes after it is no more than chance.
  const proposed = classes.findIndex(
    ({ share }, at) =>
      share != null && Number(share) < GONE && classes.slice(at).every(({ low }) => Number(low) < GONE),
  )
  const facts = {
    called_on,
    window_days: churned_days,
    window_followed: known ? window.followed! : null,
    window_share: known ? window.share! : null,
    window_low: known ? window.low! : null,
    window_high: known ? window.high! : null,
    proposed: told[proposed] ?? null,
    longest: told.at(-1) ?? null,
  }
  return classes.map((row) => ({ ...row, ...facts }))
}

export const comeback = definePanel({
  id: 'lifecycle.comeback',
  needs: ['orders'],
  n: (rows) => sumOf(rows, 'followed'),
  least: LEAST,
  none: 'panel.lifecycle.comeback.none',
  base: silentSql,
  sql: comebackSql,
  compute,
  controls: [
    {
      name: 'rhythm',
      label: 'control.rhythm',
      default: 'all',
      options: ['all', 'once', 'several'].map((value) => ({
        value,
        label: `panel.lifecycle.comeback.by.${value}`,
      })),
    },
  ],
  columns: [
    { name: 'days', type: 'days', label: 'column.silentFor', disclosure: 'label' },
    { name: 'followed', type: 'count', label: 'column.silentCustomers' },
    { name: 'back', type: 'count', label: 'column.backWithinYear', apart: ['followed'] },
    { name: 'share', type: 'share', label: 'column.backShare', of: ['back'], portion: 'followed' },
    { name: 'low', type: 'share', label: 'column.low', of: ['share'] },
    { name: 'high', type: 'share', label: 'column.high', of: ['share'] },
  ],
  facts: [
    { name: 'called_on', type: 'date', leaves: true },
    ...carried('days', ['window_days', 'proposed', 'longest'], { leaves: true, beside: true }),
    // The window lies within a class: what stands behind it would tell of a few beside those of the classes.
    { name: 'window_followed', type: 'count' },
    ...carried('share', ['window_share', 'window_low', 'window_high']),
  ],
  height: 300,
  chart: (rows, look) => {
    const say = look.format
    return survival(
      {
        summary: say.t('panel.lifecycle.comeback.title'),
        groups: [
          {
            key: 'all',
            label: say.t('panel.lifecycle.comeback.title'),
            median: null,
            // The last class is as wide as the others.
            points: pointsOf([...rows, { ...rows.at(-1)!, days: Number(rows.at(-1)!.days) + STEP }]),
          },
        ],
        tick: tickOf(Math.max(...rows.map((row) => Number(row.days)))),
        text: {
          share: say.t('column.backShare'),
          interval: say.t('panel.lifecycle.comeback.interval'),
          followed: say.t('column.silentCustomers'),
          days: say.t('column.silentFor'),
          median: '',
        },
      },
      look,
    )
  },
  sentence: (_, say, { facts }) => {
    const proposed = facts.proposed == null ? 'open' : 'proposed'
    const key = facts.window_share == null ? `${proposed}Alone` : proposed
    return say.t(`panel.lifecycle.comeback.${key}`, {
      window: say.count(Number(facts.window_days ?? 0)),
      date: say.date(String(facts.called_on)),
      share: say.share(Number(facts.window_share ?? 0), 0),
      low: say.share(Number(facts.window_low ?? 0), 0),
      high: say.share(Number(facts.window_high ?? 0), 0),
      customers: say.count(Number(facts.window_followed ?? 0)),
      days: say.count(Number(facts.proposed ?? 0)),
      longest: say.count(Number(facts.longest ?? 0)),
    })
  },
  source: 'Wilson 1927',
})
