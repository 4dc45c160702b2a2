import type { Row } from '../../src/model/row'
import type { Answer } from '../../src/report/answer'
import type { Disclosed } from '../../src/report/disclosure'
import { extreme, type Variable } from './extreme'

/** A file that the attacker holds, and what is true of it, by which it is judged whether a guess was right. */
export interface Seen {
  disclosed: Disclosed[]
  answers: Answer[]
}

/** What is known to be hidden and can be worked out all the same. */
export interface Found {
  what: string
  truth: number
  low: number
  high: number
}

/** What a reader knows of the tables of a report: whose words their labels are, and what their sums are of. */
const TABLES: Record<string, { labels: Record<string, string>; money?: Record<string, string> }> = {
  'tiers.pyramid': { labels: { tier: 'tier' }, money: { revenue: 'period' } },
  'tiers.table': { labels: { tier: 'tier' }, money: { revenue: 'period' } },
  'tiers.reviews': { labels: { tier: 'tier@as_of' }, money: { revenue: 'year' } },
  'tiers.migration': { labels: { from_tier: 'tier@earlier', to_tier: 'tier@later' } },
  'heatmap.matrix': {
    labels: { row_value: '@rows', column_value: '@columns' },
    money: { revenue: 'period' },
  },
  'profile.index': { labels: { row_value: '@rows', column_value: '@columns' } },
  'rfm.grid': { labels: { r: 'r', fm: 'fm', segment: 'segment' }, money: { revenue: 'window' } },
  'rfm.segments': { labels: { segment: 'segment' }, money: { revenue: 'window' } },
  'rfm.classes': { labels: { class: 'class' }, money: { revenue: 'window' } },
  'rfm.crosstab': { labels: { segment: 'segment', class: 'class' }, money: { revenue: 'window' } },
  'rfm.movement': { labels: { before: 'segment@since', now: 'segment' } },
  'rfm.clusters': { labels: { cluster: 'cluster' }, money: { revenue: 'window' } },
  'rfm.clustermap': { labels: { cluster: 'cluster', segment: 'segment' }, money: { revenue: 'window' } },
  'lifecycle.stages': { labels: { stage: 'stage' }, money: { revenue: 'period', revenue_ever: 'ever' } },
  'lifecycle.flow': { labels: { stage_before: 'stage@earlier', stage_now: 'stage@later' } },
  'playbook.plan': { labels: { tier: 'tier', stage: 'stage' }, money: { revenue: 'year' } },
  'trend.revenue': {
    labels: { start: 'start@grain' },
    money: { revenue: 'month', new_customers: 'new' },
  },
  'lifecycle.growth': { labels: { start: 'start@grain' }, money: { new_customers: 'new' } },
}
/** Panels that tell the attacker something. */
export const READ = ['overview.kpis', 'tiers.concentration', ...Object.keys(TABLES)]
const EVERYBODY = ['on_file', 'ever_bought', 'customers']
const OTHERS = '\u0001'
const UNSAID = '\u0002'
/** Below so much of it a secret is as good as known. */
const NEAR = 0.1

interface Equation {
  /** +1 and −1 by variable; they come to 0. */
  terms: Map<string, number>
}

/** Of two counts of the headline of which one holds the other, who is left. */
const WITHIN = [
  ['ever_bought', 'on_file'],
  ['customers', 'ever_bought'],
  ['active_customers', 'customers'],
  ['active_customers', 'ever_bought'],
  ['at_risk_customers', 'active_customers'],
] as const

function isDominated(rows: Row[], column: string): boolean {
  const [one = 0, two = 0] = rows
    .flatMap((row) => {
      const [first, both] = [numberOf(row[`${column}_one`]), numberOf(row[`${column}_two`])]
      return [first, both - first]
    })
    .sort((a, b) => b - a)
  return one > 0 && (one > sum(rows, column) / 2 || one + two > sum(rows, column) * 0.75)
}

const numberOf = (value: unknown): number => Number(value ?? 0)
const sum = (rows: Row[], name: string): number => rows.reduce((total, row) => total + numberOf(row[name]), 0)

/** All that files say together, as equations. */
class Knowledge {
  readonly variables = new Map<string, Variable>()
  readonly equations: Equation[] = []
  /** Classes that a table has a line of, with the line. */
  private readonly lines = new Map<string, { name: string; lacking: string }[]>()
  private readonly plain: Found[] = []
  private readonly ends = new Map<string, Set<string>>()

  constructor(files: Seen[]) {
    files.forEach((file, at) =>
      file.disclosed.forEach((disclosed, place) => this.read(disclosed, file.answers[place]!, at)),
    )
    for (const [of, own] of this.lines) this.meet(of, own)
    for (const own of this.ends.values()) this.compare([...own])
  }

  private put(
    name: string,
    measure: string,
    truth: number,
    customers: number,
    known: boolean,
    cell = false,
    dominated = false,
  ): string {
    const full = `${measure} ${name}`
    const same = this.variables.get(full)
    if (same && Math.abs(same.truth - truth) > 1e-6 * Math.max(1, Math.abs(truth)))
      return this.put(`${name}'`, measure, truth, customers, known, cell, dominated)
    const least = cell && measure === 'customers' && truth ? 1 : Math.min(0, truth * 2)
    if (same) same.known ||= known
    else this.variables.set(full, { name: full, measure, truth, customers, known, least, cell, dominated })
    return full
  }

  private equal(whole: string, parts: string[]): void {
    const terms = new Map([[whole, -1]])
    for (const part of parts) terms.set(part, (terms.get(part) ?? 0) + 1)
    this.equations.push({ terms })
  }

  private read({ panel, result }: Disclosed, answer: Answer, at: number): void {
    const { frame } = result
    const { filter } = answer.result.frame
    const fixed = Object.entries(filter).filter(([field]) => !panel.own?.(frame).includes(field))
    const of = fixed.map(([field, values]) => `${field}=${[...values].sort().join('|')}`)
    const where = JSON.stringify(of)
    if (panel.id === 'overview.kpis' && result.state === 'ready') {
      for (const [part, all] of WITHIN) {
        const [few, many] = [result.rows[0]?.[part], result.rows[0]?.[all]]
        const left = numberOf(many) - numberOf(few)
        if (few != null && many != null && left > 0 && left < 5)
          this.plain.push({ what: `${all} less ${part}`, truth: left, low: left, high: left })
      }
      for (const name of EVERYBODY) {
        const value = result.rows[0]?.[name]
        if (value != null)
          this.end(where, this.put(`headline ${name} ${of}`, 'customers', +value!, +value!, true))
      }
      return
    }
    if (panel.id === 'trend.revenue') this.yearsBefore(result.rows, answer.result.rows)
    const table = TABLES[panel.id]
    if (!table || result.state !== 'ready') return
    const labelOf = (row: Row): [string, string][] =>
      Object.entries(table.labels).flatMap(([column, word]): [string, string][] => {
        if (row[column] == null) return []
        const [own, day] = word.split('@') as [string, string?]
        if (word.startsWith('@')) return [[frame.controls[day!]!, String(row[column])]]
        if (day === undefined) return [[own, String(row[column])]]
        const on = row[day] ?? frame.facts[day] ?? frame.controls[day]
        return [[on === frame.asOf ? own : `${own}@${on}`, String(row[column])]]
      })
    const dimensions = new Set(
      result.rows.flatMap((row) => [
        labelOf(row)
          .map(([name]) => name)
          .sort()
          .join(),
      ]),
    )
    for (const each of dimensions) {
      const rows = result.rows.filter(
        (row) =>
          labelOf(row)
            .map(([name]) => name)
            .sort()
            .join() === each,
      )
      const measures: [string, string][] = [
        ...(table.labels.start ? [] : [['customers', 'customers'] as [string, string]]),
        ...(rows[0] && 'orders' in rows[0] ? [['orders', 'orders'] as [string, string]] : []),
        ...Object.entries(table.money ?? {}),
      ]
      for (const [column, measure] of measures)
        this.tell(`${at} ${panel.id} ${each}`, rows, answer, column, measure, of, where, labelOf, result.n)
    }
  }

  /** A month that is hidden may stand beside the one a year later. */
  private yearsBefore(rows: Row[], all: Row[]): void {
    for (const row of rows) {
      const [start, value] = [String(row.start), row.revenue_year_before]
      const before = `${Number(start.slice(0, 4)) - 1}${start.slice(4)}`
      const truth = all.find((each) => each.start === before)
      if (value != null && truth && rows.find((each) => each.start === before)?.revenue == null)
        if (numberOf(truth.customers) < 5 && numberOf(truth.customers))
          this.plain.push({ what: `${before} as a year before`, truth: +value!, low: +value!, high: +value! })
    }
  }

  /** One measure of one table. */
  private tell(
    id: string,
    rows: Row[],
    { panel, result }: Answer,
    column: string,
    measure: string,
    of: string[],
    where: string,
    labelOf: (row: Row) => [string, string][],
    n: number,
  ): void {
    const named = rows.map((row) => labelOf(row))
    const classes = named.map((labels) => [...labels.map(([name, value]) => `${name}=${value}`)])
    const mine = named[0]!.map(([name]) => name)
    const isNamed = mine.map(
      (name) => new Set(named.map((labels) => labels.find(([own]) => own === name)?.[1])),
    )
    // What "others" hold is what no row of the file names.
    const fits = (truth: Row, labels: [string, string][]): boolean => {
      const own = labelOf(truth)
      return labels.every(([name, value], side) => {
        const is = own.find(([each]) => each === name)?.[1]
        return value === OTHERS ? is === OTHERS || !isNamed[side]!.has(is) : is === value
      })
    }
    const all = result.rows.filter((truth) =>
      mine.every((name) => labelOf(truth).some(([own]) => own === name)),
    )
    const placed = rows.map((row, at) => {
      const labels = named[at]!
      const own = all.filter((truth) => fits(truth, labels))
      const name = [
        ...of,
        ...classes[at]!.map((each) => each.replace(`=${OTHERS}`, `=others of ${id}`).replace(UNSAID, '')),
      ]
        .sort()
        .join(' & ')
      return {
        row,
        labels,
        truth: sum(own, column),
        customers: sum(own, 'customers'),
        name: this.put(
          name,
          measure,
          sum(own, column),
          sum(own, 'customers'),
          row[column] != null,
          true,
          isDominated(own, column),
        ),
      }
    })
    const once = [...new Map(placed.map((each) => [each.name, each])).values()]
    const told = (parts: typeof once, share: string): boolean =>
      parts.some(({ row }) => row[share] != null && numberOf(row[column]) !== 0)
    const rate = measure === 'customers' || panel.id === 'heatmap.matrix' ? 'share' : 'revenue_share'
    const crossed = mine.length === 2
    const total = this.put(
      `all of ${id}`,
      measure,
      once.reduce((all, { truth }) => all + truth, 0),
      once.reduce((all, { customers }) => all + customers, 0),
      (measure === 'customers' && n > 0) || (!crossed && measure !== 'orders' && told(once, rate)),
    )
    this.equal(
      total,
      once.map(({ name }) => name),
    )
    if (!mine.some((name) => name.includes('@')) && (measure === 'customers' || measure === 'period'))
      this.end(`${measure} ${where}`, total)
    if (mine.length > 1)
      for (const [side, dimension] of mine.entries())
        for (const value of new Set(once.map(({ labels }) => labels[side]![1]))) {
          const parts = once.filter(({ labels }) => labels[side]![1] === value)
          const line = this.put(
            `line ${dimension}=${value} of ${id}`,
            measure,
            parts.reduce((all, { truth }) => all + truth, 0),
            parts.reduce((all, { customers }) => all + customers, 0),
            crossed && measure === 'customers' && (told(parts, 'share') || told(parts, 'share_group')),
          )
          this.equal(
            line,
            parts.map(({ name }) => name),
          )
          if (value === OTHERS || value === UNSAID) continue
          const key = [...of, `${dimension}=${value}`].sort().join(' & ')
          const lacking = [
            ...of,
            `${dimension}=${value}`,
            ...mine.filter((each) => each !== dimension).map((each) => `${each}=`),
          ]
          const lines = this.lines.get(`${measure}\n${key}`) ?? []
          this.lines.set(`${measure}\n${key}`, [
            ...lines,
            { name: line, lacking: lacking.sort().join(' & ') },
          ])
        }
  }

  private end(where: string, name: string): void {
    const key = where.startsWith('[') ? `customers ${where}` : where
    this.ends.set(key, (this.ends.get(key) ?? new Set()).add(name))
  }

  /** A class in several tables: whoever one leaves out is beside it. */
  private meet(of: string, own: { name: string; lacking: string }[]): void {
    const [measure, key] = of.split('\n') as [string, string]
    const single = this.variables.get(`${measure} ${key}`)
    if (!single && own.length < 2) return
    const largest = own.reduce((a, b) =>
      this.variables.get(a.name)!.truth < this.variables.get(b.name)!.truth ? b : a,
    )
    const whole = single?.name ?? largest.name
    for (const { name, lacking } of own) if (name !== whole) this.beside(whole, name, lacking)
  }

  private compare(names: string[]): void {
    const sorted = names.map((name) => this.variables.get(name)!).sort((a, b) => b.truth - a.truth)
    sorted.slice(1).forEach((end, at) => this.beside(sorted[at]!.name, end.name, `beside ${end.name}`))
  }

  private beside(one: string, other: string, name: string): void {
    const [a, b] = [this.variables.get(one)!, this.variables.get(other)!]
    const [whole, part] = a.customers < b.customers ? [b, a] : [a, b]
    const [truth, customers] = [whole.truth - part.truth, whole.customers - part.customers]
    // Of the same customers different sums: the tables are not of the same time.
    if (!customers && Math.abs(truth) > 0.005) return
    const parts =
      customers || Math.abs(truth) > 0.005 ? [this.put(name, whole.measure, truth, customers, false)] : []
    this.equal(whole.name, [part.name, ...parts])
  }

  /** What can be worked out though nobody may know it. */
  attack(): { tried: number; found: Found[] } {
    let tried = 0
    const found: Found[] = [...this.plain]
    for (const { variables, equations } of this.islands()) {
      const secrets = variables.filter(
        ({ truth, customers, measure, known, dominated }) =>
          !known &&
          truth !== 0 &&
          ((customers > 0 && customers < 5) ||
            dominated ||
            (['orders', 'new'].includes(measure) && truth > 0 && truth < 5)),
      )
      for (const secret of secrets) {
        tried++
        const [low, high] = (['min', 'max'] as const).map((way) => extreme(secret, variables, equations, way))
        const counted = ['customers', 'orders', 'new'].includes(secret.measure)
        const width = Math.max(NEAR * Math.abs(secret.truth), counted ? 1 : 0)
        if (high! - low! < width - 1e-6)
          found.push({ what: secret.name, truth: secret.truth, low: low!, high: high! })
      }
    }
    // What a file shows of so few needs no working out.
    for (const { name, truth, customers, known, cell, dominated } of this.variables.values())
      if (known && cell && truth !== 0 && ((customers > 0 && customers < 5) || dominated))
        found.push({ what: `shown: ${name}`, truth, low: truth, high: truth })
    return { tried, found }
  }

  /** Equations that have something unknown in common. */
  private islands(): { variables: Variable[]; equations: [Variable, number][][] }[] {
    const open = this.equations
      .map(({ terms }) =>
        [...terms]
          .map(([name, sign]): [Variable, number] => [this.variables.get(name)!, sign])
          .filter(([{ known }]) => !known),
      )
      .filter(({ length }) => length)
    const left = new Set(open)
    const islands = []
    for (const first of open) {
      if (!left.delete(first)) continue
      const equations = [first]
      const variables = new Set(first.map(([variable]) => variable))
      for (let before = -1; before !== equations.length;) {
        before = equations.length
        for (const each of left)
          if (each.some(([variable]) => variables.has(variable))) {
            left.delete(each)
            equations.push(each)
            for (const [variable] of each) variables.add(variable)
          }
      }
      islands.push({ variables: [...variables], equations })
    }
    return islands
  }
}

/** What a reader of these files, who knows how they are made, can work out of what they hide. */
export const attack = (files: Seen[]): { tried: number; found: Found[] } => new Knowledge(files).attack()
