import { sankey } from '../../charts/sankey'
import type { Look } from '../../charts/look'
import { stageColour } from '../../charts/stage'
import { STAGES } from '../../model/lifecycle'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { definePanel, held, type Frame } from '../panel'
import { counts, customersIn, heightOf, netText } from '../rfm/moves'
import flowSql from './flow.sql?raw'
import shiftsSql from './shifts.sql?raw'

const QUIET = ['dormant', 'churned']
const HERE = ['new', 'active']
const among = (stages: string[], name: Row[string] | undefined): boolean => stages.includes(String(name))

export const flow = definePanel({
  id: 'lifecycle.flow',
  needs: ['orders'],
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  none: 'panel.lifecycle.flow.none',
  own: () => ['stage'],
  base: shiftsSql,
  sql: flowSql,
  controls: [
    {
      name: 'since',
      label: 'control.since',
      default: 'review',
      options: ['review', '3', '6', '12'].map((value) => ({ value, label: `since.${value}` })),
    },
    {
      name: 'shown',
      label: 'control.mode',
      options: ['flow', 'matrix'].map((value) => ({ value, label: `panel.tiers.migration.${value}` })),
      quiet: true,
      drawn: true,
      default: 'flow',
    },
  ],
  columns: [
    {
      name: 'stage_before',
      type: 'text',
      words: 'stage',
      label: 'column.stageBefore',
      disclosure: 'label',
      dimension: 'stage@earlier',
    },
    {
      name: 'stage_now',
      type: 'text',
      words: 'stage',
      label: 'column.stageNow',
      disclosure: 'label',
      dimension: 'stage@later',
    },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.rowShare' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
  ],
  hidden: [{ name: 'step', type: 'number', leaves: true, beside: true }, ...held('revenue')],
  facts: [
    { name: 'earlier', type: 'date', leaves: true },
    { name: 'later', type: 'date', leaves: true },
    { name: 'short', type: 'flag', leaves: true },
    { name: 'known_days', type: 'days', leaves: true },
    { name: 'churned_days', type: 'days', leaves: true },
  ],
  height: heightOf(7),
  chart: (rows, look, frame) =>
    frame.controls.shown === 'matrix'
      ? counts(
          rows,
          {
            row: 'stage_before',
            column: 'stage_now',
            of: 'stage',
            rows: [...new Set(rows.map((row) => String(row.stage_before)))],
            columns: STAGES.filter((stage) => rows.some((row) => row.stage_now === stage)),
          },
          look,
          look.format.t('panel.lifecycle.flow.title'),
        )
      : picture(rows, look, frame),
  sentence: (rows, say, { facts }) =>
    say.t('panel.lifecycle.flow.sentence', {
      earlier: say.date(String(facts.earlier ?? '')),
      quiet: say.count(
        customersIn(rows, (row) => among(HERE, row.stage_before) && among(QUIET, row.stage_now)),
      ),
      woken: say.count(
        customersIn(rows, (row) => among(QUIET, row.stage_before) && among(HERE, row.stage_now)),
      ),
      came: say.count(customersIn(rows, (row) => row.stage_before === 'came')),
    }),
  note: (rows, say, { facts }) => {
    const net = netText(
      rows,
      { before: 'stage_before', now: 'stage_now' },
      STAGES.map((stage) => [stage, say.t(`stage.${stage}`)]),
      say,
    )
    return [
      ...(net ? [net] : []),
      ...(facts.short
        ? [
            say.t('panel.lifecycle.flow.short', {
              days: say.count(Number(facts.known_days)),
              churned: say.count(Number(facts.churned_days)),
            }),
          ]
        : []),
    ].join(' — ')
  },
})

function picture(rows: Row[], look: Look, { facts }: Frame) {
  const { format } = look
  const name = (stage: Row[string] | undefined) => format.t(`stage.${stage}`)
  const words = (row: Row) => `${name(row.stage_before)} → ${name(row.stage_now)}`
  const side = (column: 'stage_before' | 'stage_now', stages: string[]) =>
    stages.map((stage) => ({
      key: stage,
      color: stageColour(stage, look.palette),
      label: name(stage),
      value: customersIn(rows, (row) => row[column] === stage),
    }))
  return sankey(
    {
      summary: rows.map((row) => `${words(row)}: ${format.count(Number(row.customers))}`).join('; '),
      left: {
        title: format.date(String(facts.earlier)),
        nodes: side('stage_before', ['came', 'undated', ...STAGES]),
      },
      right: { title: format.date(String(facts.later)), nodes: side('stage_now', [...STAGES]) },
      links: rows.map((row) => ({
        from: String(row.stage_before),
        to: String(row.stage_now),
        value: Number(row.customers),
        step: numberOrNull(row.step),
        title: words(row),
        lines: [
          [format.t('column.customers'), format.count(Number(row.customers))],
          [format.t('column.rowShare'), row.share == null ? null : format.share(Number(row.share))],
          [format.t('column.revenue'), format.money(Number(row.revenue))],
        ],
      })),
    },
    look,
  )
}
