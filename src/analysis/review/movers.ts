import type { Row } from '../../model/row'
import { carried, definePanel, notesOf, type Column, type Say } from '../panel'
import moversSql from './movers.sql?raw'
import movesSql from './moves.sql?raw'
import { DAYS, own, PAIR, withoutNote } from './reviews'
import pairSql from './pair.sql?raw'
import { prepareReviews, tooShort } from './prepare'
import { prepareTriggers } from './regrade'
import triggersSql from './triggers.sql?raw'

const column = (
  name: string,
  type: Column['type'],
  label: string,
  disclosure: Column['disclosure'],
  words?: string,
): Column => ({ name, type, label: `column.${label}`, disclosure, words })

/** Who went from which tier to which (`to` labels it), and what is to be said of it. */
const aboutMove = (to: string, ...rest: Column[]): Column[] => [
  column('customer_id', 'text', 'customerId', 'id'),
  column('name', 'text', 'customer', 'text'),
  column('from_tier', 'tier', 'fromTier', 'label'),
  column('to_tier', 'tier', to, 'label'),
  ...rest,
]
/** How many are listed, where it is not all of them. */
const cutNote = (rows: Row[], all: number, say: Say): string | null =>
  all > rows.length
    ? say.t('panel.tiers.movers.cut', { shown: say.count(rows.length), all: say.count(all) })
    : null

export const movers = definePanel({
  id: 'tiers.movers',
  needs: ['orders'],
  prepare: prepareReviews,
  base: pairSql + movesSql,
  lacks: tooShort,
  n: (_, { compared }) => Number(compared ?? 0),
  least: 4,
  controls: PAIR,
  own,
  sql: moversSql,
  columns: aboutMove(
    'toTier',
    column('score_change', 'score', 'scoreChange', 'id'),
    column('cause', 'text', 'cause', 'text', 'indicator'),
    column('cause_points', 'score', 'causePoints', 'id'),
    column('revenue_before', 'money', 'revenueBefore', 'money'),
    column('revenue_after', 'money', 'revenueAfter', 'money'),
  ),
  hidden: carried('number', ['key', 'step', 'score_before', 'score_after', 'cause_before', 'cause_after']),
  facts: [...DAYS, ...carried('number', ['compared', 'rose', 'fell'])],
  chart: null,
  sentence: (_, say, { facts }) => {
    const moved = Number(facts.rose ?? 0) + Number(facts.fell ?? 0)
    return say.t(moved ? 'panel.tiers.movers.sentence' : 'panel.tiers.movers.none', {
      rose: say.count(Number(facts.rose ?? 0)),
      fell: say.count(Number(facts.fell ?? 0)),
      all: say.count(Number(facts.compared ?? 0)),
      earlier: say.date(String(facts.earlier ?? '')),
      later: say.date(String(facts.later ?? '')),
    })
  },
  note: (rows, say, { facts }) => {
    const cut = cutNote(rows, Number(facts.rose ?? 0) + Number(facts.fell ?? 0), say)
    return notesOf(cut, withoutNote(facts, say))
  },
})

export const triggers = definePanel({
  id: 'tiers.triggers',
  needs: ['orders'],
  prepare: prepareTriggers,
  lacks: (session) =>
    session.params && !session.comparedDays().some((day) => day < session.params!.as_of)
      ? 'reason.reviews'
      : null,
  n: (_, { compared }) => Number(compared ?? 0),
  least: 4,
  own,
  sql: triggersSql,
  columns: aboutMove(
    'tierThatDay',
    column('day', 'date', 'day', 'id'),
    column('trigger', 'text', 'trigger', 'text', 'trigger'),
    column('what', 'text', 'event', 'text'),
    column('amount', 'money', 'orderAmount', 'id'),
    column('score_before', 'score', 'scoreBefore', 'id'),
    column('score_after', 'score', 'scoreThatDay', 'id'),
    column('revenue', 'money', 'revenueYear', 'money'),
  ),
  hidden: carried('number', ['key', 'step']),
  facts: [{ name: 'reviewed', type: 'date' }, ...carried('number', ['compared', 'triggered', 'changed'])],
  chart: null,
  sentence: (_, say, { facts }) => {
    const changed = Number(facts.changed ?? 0)
    return say.t(changed ? 'panel.tiers.triggers.sentence' : 'panel.tiers.triggers.none', {
      n: changed,
      changed: say.count(changed),
      triggered: say.count(Number(facts.triggered ?? 0)),
      date: say.date(String(facts.reviewed ?? '')),
    })
  },
  note: (rows, say, { facts }) => cutNote(rows, Number(facts.changed ?? 0), say),
})
