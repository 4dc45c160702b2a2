import { bars, barsHeight } from '../../charts/bars'
import type { Palette } from '../../charts/look'
import { sumOf, type Row } from '../../model/row'
import { definePanel } from '../panel'
import sql from './scores.sql?raw'

const COLOUR: Record<string, keyof Palette> = { promoter: 'good', passive: 'ink3', detractor: 'bad' }

const LEVELS = /^(\S+?)(?:–(\S+))?$/

/** Scores that few gave, together with the next one that tells the same of them: `2–3`. */
function joinSmall(rows: Row[], small: (row: Row) => boolean): Row[] {
  const joined = [...rows]
  for (let at = joined.findIndex(small); at >= 0; at = joined.findIndex(small)) {
    const part = joined[at]!.part
    const beside = [at + 1, at - 1].find((other) => joined[other]?.part === part)
    if (beside === undefined) return joined
    const [upper, lower] = [Math.min(at, beside), Math.max(at, beside)].map((place) => joined[place]!) as [
      Row,
      Row,
    ]
    const [, low] = LEVELS.exec(String(lower.score))!
    const [, only, high = only] = LEVELS.exec(String(upper.score))!
    joined.splice(Math.min(at, beside), 2, {
      ...upper,
      score: `${low}–${high}`,
      answers: Number(upper.answers) + Number(lower.answers),
      share: Number(upper.share) + Number(lower.share),
    })
  }
  return joined
}

/** How answers to the question that tells of the whole are spread over its scale. */
const scores = definePanel({
  id: 'satisfaction.scores',
  ground: 'feedback',
  needs: ['feedback'],
  n: (rows) => sumOf(rows, 'answers'),
  least: 5,
  none: 'panel.satisfaction.scores.none',
  sql,
  shape: { kind: 'groups', merge: joinSmall },
  columns: [
    { name: 'score', type: 'text', label: 'panel.satisfaction.scores.score', disclosure: 'label' },
    { name: 'answers', type: 'count', label: 'metric.npsN' },
    { name: 'share', type: 'share', label: 'panel.satisfaction.scores.share' },
  ],
  hidden: [{ name: 'part', type: 'text', leaves: true, beside: true }],
  facts: [
    { name: 'recommends', type: 'flag', leaves: true },
    { name: 'item', type: 'text' },
    { name: 'scale_max', type: 'number', leaves: true },
    { name: 'n', type: 'count', leaves: true },
    { name: 'result', type: 'number', leaves: true, digits: 3, of: ['n'] },
    { name: 'margin', type: 'number', leaves: true, digits: 3, of: ['n'] },
  ],
  height: (rows) => barsHeight(rows.length),
  chart: (rows, look) =>
    bars(
      {
        summary: look.format.t('panel.satisfaction.scores.title'),
        scale: 'count',
        rows: rows.map((row) => {
          const colour = look.palette[COLOUR[String(row.part)] ?? 'accent']
          return {
            key: String(row.score),
            label: String(row.score),
            value: row.answers === null ? null : Number(row.answers),
            share: row.share === null ? null : Number(row.share),
            color: String(colour),
          }
        }),
        text: {
          value: look.format.t('metric.npsN'),
          share: look.format.t('panel.satisfaction.scores.share'),
        },
      },
      look,
    ),
  sentence: (_, say, { facts }) =>
    say.t(`panel.satisfaction.scores.${facts.recommends ? 'nps' : 'mean'}`, {
      result: say.number(Number(facts.result), facts.recommends ? 1 : 2),
      margin: facts.margin == null ? '–' : say.number(Number(facts.margin), facts.recommends ? 1 : 2),
      most: say.number(Number(facts.scale_max), 0),
      n: Number(facts.n),
    }),
  note: (_, say, { facts }) =>
    facts.item ? say.t('panel.satisfaction.scores.item', { item: String(facts.item) }) : null,
  source: 'Reichheld 2003 (HBR 81(12), 46–54)',
})

export const panels = [scores]
