import { sumOf } from '../../model/row'
import { counted, unlessUnsaid } from '../counted'
import { definePanel, held, notesOf } from '../panel'
import sql from './stages.sql?raw'

/** How many deals stand in each stage, and what they come to. */
const stages = definePanel({
  id: 'pipeline.stages',
  ground: 'deals',
  needs: ['deals'],
  n: (rows) => sumOf(rows, 'deals'),
  least: 1,
  sql,
  columns: [
    { name: 'stage', type: 'text', label: 'panel.pipeline.stages.stage', disclosure: 'label' },
    { name: 'deals', type: 'count', label: 'panel.pipeline.stages.deals' },
    { name: 'share', type: 'share', label: 'panel.pipeline.stages.share' },
    { name: 'amount', type: 'money', label: 'panel.pipeline.stages.amount', of: ['valued'], held: true },
    { name: 'probability', type: 'share', label: 'panel.pipeline.stages.probability' },
  ],
  hidden: [{ name: 'valued', type: 'count' }, ...held('amount')],
  facts: [
    { name: 'amount_all', type: 'money' },
    { name: 'without', type: 'count', leaves: true },
    { name: 'past', type: 'flag', leaves: true },
  ],
  ...counted('pipeline.stages', 'stage', 'deals'),
  sentence: (rows, say, { facts }) => {
    const most = rows.reduce((a, b) => (Number(b.deals) > Number(a.deals) ? b : a))
    return say.t(`panel.pipeline.stages.${facts.amount_all == null ? 'counted' : 'valued'}`, {
      n: sumOf(rows, 'deals'),
      money: say.moneyShort(Number(facts.amount_all ?? 0)),
      stage: unlessUnsaid('pipeline.stages', most.stage, say),
      share: say.share(Number(most.share), 0),
    })
  },
  note: (_, say, { facts, asOf }) =>
    notesOf(
      facts.past ? say.t('panel.pipeline.stages.past', { date: say.date(asOf) }) : null,
      Number(facts.without) && facts.amount_all != null
        ? say.t('panel.pipeline.stages.without', { n: Number(facts.without) })
        : null,
    ),
})

export const panels = [stages]
