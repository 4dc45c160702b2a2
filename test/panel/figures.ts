import type { Frame } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'
import { kaplanMeier, wilson } from './intervals'
import { RETENTION } from './retention'
import { count, date, money, month, number, share, short, type Said } from './said'
import { VALUE } from './value'

const of = (row: Row | undefined, name: string): number => Number(row?.[name])
const total = (rows: Row[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)
const most = (rows: Row[], name: string): Row =>
  rows.reduce((best, row) => (of(row, name) > of(best, name) ? row : best))
const only = (rows: Row[], name: string, ...values: unknown[]): Row[] =>
  rows.filter((row) => values.includes(row[name]))
const signed = (value: number): string => `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`
const TIERS = ['diamond', 'gold', 'silver', 'ordinary']
const SLIPPING = ['cannot_lose', 'at_risk', 'hibernating', 'lost']
/** What changes headline figures or may. */
const CHANGE = [
  ...['set_aside', 'unread', 'damaged', 'far_dates', 'currency', 'likely_same', 'identical', 'duplicate'],
  ...['replaced', 'status', 'amount', 'outlier'],
]
const cluster = (key: unknown): string =>
  String(key)
    .replace(/([rfm]\d)(?=.)/g, '$1 · ')
    .replace(/([rfm]\d)/g, 'cluster.$1')
    .replace(/^c/, 'C')
/** Changes of each group by what flowed in and out. */
const nets = (rows: Row[], before: string, now: string, groups: string[], label: (key: string) => string) =>
  groups.flatMap((key) => {
    const change = total(only(rows, now, key), 'customers') - total(only(rows, before, key), 'customers')
    return change ? [`${label(key)} ${signed(change)}`] : []
  })

export interface Answer {
  rows: Row[]
  facts: Row
  frame: Frame
}
/** What a panel must say: worked out from its rows by what its definition says, and by none of the product's functions. */
export const FIGURES: Record<string, (answer: Answer) => Said[]> = {
  ...RETENTION,
  ...VALUE,
  'overview.kpis': ({ rows: [row], frame }) => {
    const [quiet, own] = [of(row, 'at_risk_customers'), of(row, 'at_risk_own')]
    return [
      [
        'panel.overview.kpis.risk',
        {
          own: count(own),
          pooled: count(quiet - own),
          customers: count(of(row, 'customers')),
          revenue: short(of(row, 'revenue')),
          n: of(row, 'customers'),
          atRisk: count(quiet),
          days: count(Math.trunc(of(row, 'churn_days') / 2)),
          window: count(of(row, 'churn_days')),
          money: short(of(row, 'revenue_at_risk')),
          date: frame.asOf,
        },
      ],
    ]
  },
  'tiers.pyramid': ({ rows, facts }) => {
    const top = TIERS.flatMap((tier) => only(rows, 'tier', tier)).find((row) => of(row, 'customers') > 0)!
    const change = Number(top.change ?? 0)
    const ungraded = of(facts, 'ungraded')
    return [
      [
        `panel.tiers.pyramid.${change ? 'sentenceChange' : 'sentence'}`,
        {
          n: of(top, 'customers'),
          customers: count(of(top, 'customers')),
          tier: `tier.${top.tier}`,
          share: share(of(top, 'customers') / total(rows, 'customers')),
          revenueShare: share(of(top, 'revenue') / total(rows, 'revenue'), 0),
          change: signed(change),
        },
      ],
      ...(ungraded
        ? [['panel.tiers.pyramid.ungraded', { n: ungraded, customers: count(ungraded) }] as Said]
        : []),
    ]
  },
  'tiers.table': ({ rows }) => {
    const held = TIERS.flatMap((tier) => only(rows, 'tier', tier)).filter((row) => of(row, 'customers') > 0)
    const [top, last] = [held[0]!, held.at(-1)!]
    return [
      [
        'panel.tiers.table.sentence',
        {
          tier: `tier.${top.tier}`,
          other: `tier.${last.tier}`,
          money: short(of(top, 'revenue_median')),
          otherMoney: short(of(last, 'revenue_median')),
        },
      ],
    ]
  },
  'tiers.concentration': ({ rows, facts }) => {
    const all = of(rows.at(-1), 'revenue')
    const upTo = (part: number) => rows.find((row) => Math.round(of(row, 'customers_share') * 100) === part)!
    const [top20, top5] = [upTo(20), upTo(5)].map((row) => share(of(row, 'revenue') / all))
    const others = of(facts, 'others')
    return [
      ['panel.tiers.concentration.sentence', { share: top20, top: top5, gini: number(of(facts, 'gini'), 2) }],
      ...(others
        ? [
            [
              'panel.tiers.concentration.beside',
              { n: others, customers: count(others), revenue: short(of(facts, 'others_revenue')) },
            ] as Said,
          ]
        : []),
    ]
  },
  'tiers.profile': ({ rows }) => {
    const tiers = TIERS.filter((tier) => rows.some((row) => row.tier === tier && of(row, 'customers') >= 5))
    const [top, last] = [tiers[0]!, tiers.at(-1)!]
    const points = (indicator: unknown, tier: string) =>
      of(
        only(rows, 'tier', tier).find((row) => row.indicator === indicator && row.points !== null),
        'points',
      )
    const apart = [...new Set(rows.map((row) => row.indicator))]
      .map((name) => ({ name, high: points(name, top), low: points(name, last) }))
      .filter(({ high, low }) => !Number.isNaN(high - low))
    const gap = ({ high, low }: { high: number; low: number }) => high - low
    const widest = apart.reduce((a, b) => (gap(b) > gap(a) ? b : a))
    const least = apart.reduce((a, b) => (gap(b) <= gap(a) ? b : a))
    return [
      [
        `panel.tiers.profile.${gap(least) < 0 ? 'sentenceBack' : 'sentence'}`,
        {
          tier: `tier.${top}`,
          other: `tier.${last}`,
          most: widest.name,
          least: least.name,
          high: number(widest.high, 0),
          low: number(widest.low, 0),
          leastHigh: number(least.high, 0),
          leastLow: number(least.low, 0),
        },
      ],
    ]
  },
  'tiers.reviews': ({ rows }) => {
    const last = rows.at(-1)!
    const first = rows.find((row) => row.lacking === last.lacking)!
    const top = (day: unknown) => only(rows, 'as_of', day)
    const brings = (day: unknown) => share(of(top(day)[0], 'revenue') / total(top(day), 'revenue'))
    const one = first.as_of === last.as_of
    return [
      [
        one ? 'panel.tiers.reviews.single' : 'panel.tiers.reviews.sentence',
        {
          tier: `tier.${top(last.as_of)[0]!.tier}`,
          customers: count(of(top(last.as_of)[0], 'customers')),
          before: count(of(top(first.as_of)[0], 'customers')),
          date: date(String(last.as_of)),
          since: date(String(first.as_of)),
          share: brings(last.as_of),
          shareBefore: brings(first.as_of),
        },
      ],
    ]
  },
  'tiers.migration': ({ rows, facts }) => {
    const graded = rows.filter((row) => row.from_tier !== 'new')
    const place = (tier: unknown) => TIERS.indexOf(String(tier))
    const rose = graded.filter((row) => place(row.to_tier) < place(row.from_tier))
    const fell = graded.filter((row) => place(row.to_tier) > place(row.from_tier))
    const gain = (some: Row[]) => total(some, 'revenue_after') - total(some, 'revenue_before')
    const plus = (value: number) => `${value > 0 ? '+' : ''}${short(value)}`
    const fresh = count(total(only(rows, 'from_tier', 'new'), 'customers'))
    const counted = (value: number) => (value > 0 ? `+${count(value)}` : count(value).replace('-', '−'))
    const net = TIERS.filter((tier) => rows.some((row) => row.to_tier === tier)).map((tier) => {
      const [came, went] = ['to_tier', 'from_tier'].map((side) => total(only(rows, side, tier), 'customers'))
      return `tier.${tier} ${counted(came! - went!)}`
    })
    return [
      [
        'panel.tiers.migration.sentence',
        {
          earlier: date(String(facts.earlier)),
          later: date(String(facts.later)),
          rose: count(total(rose, 'customers')),
          fell: count(total(fell, 'customers')),
          up: plus(gain(rose)),
          down: plus(gain(fell)),
          fresh,
          all: count(total(rows, 'customers')),
        },
      ],
      ['panel.tiers.migration.net', { list: net.join(' · '), fresh }],
    ]
  },
  'tiers.movers': ({ rows, facts }) => [
    [
      'panel.tiers.movers.sentence',
      {
        rose: count(of(facts, 'rose')),
        fell: count(of(facts, 'fell')),
        all: count(of(facts, 'compared')),
        earlier: date(String(facts.earlier)),
        later: date(String(facts.later)),
      },
    ],
    ...(of(facts, 'rose') + of(facts, 'fell') > rows.length
      ? [
          [
            'panel.tiers.movers.cut',
            { shown: count(rows.length), all: count(of(facts, 'rose') + of(facts, 'fell')) },
          ] as Said,
        ]
      : []),
  ],
  'tiers.triggers': ({ rows, facts }) => [
    [
      'panel.tiers.triggers.sentence',
      {
        n: rows.length,
        changed: count(rows.length),
        triggered: count(of(facts, 'triggered')),
        date: date(String(facts.reviewed)),
      },
    ],
  ],
  'tiers.compare': ({ rows, facts }) => {
    const grading = (key: unknown) => `panel.tiers.compare.grading.${key}`
    const [a, b, apart] = ['a', 'b', 'difference'].map((group) => only(rows, 'group', group)[0]!)
    const gap = of(a, 'revenue_share') - of(b, 'revenue_share')
    const ends = [of(apart, 'revenue_share_low'), of(apart, 'revenue_share_high')]
    const told = ends[0]! > 0 || ends[1]! < 0
    const [x, y] = gap > 0 ? [a!, b!] : [b!, a!]
    const points = (value: number) => number(Math.abs(value) * 100)
    const [better, worse] = gap > 0 ? [facts.a, facts.b] : [facts.b, facts.a]
    const size = count(of(facts, 'size'))
    const note: Said = [
      'panel.tiers.compare.note',
      {
        date: date(String(facts.as_of)),
        until: date(String(facts.until)),
        count: count(of(facts, 'n')),
        size,
        resamples: count(of(facts, 'resamples')),
      },
    ]
    if (!told) return [note]
    return [
      [
        'panel.tiers.compare.sentence',
        {
          better: grading(better),
          worse: grading(worse),
          share: share(of(x, 'revenue_share')),
          other: share(of(y, 'revenue_share')),
          difference: points(gap),
          low: points(Math.min(...ends.map(Math.abs))),
          high: points(Math.max(...ends.map(Math.abs))),
          size,
          months: of(facts, 'months'),
        },
      ],
      note,
    ]
  },
  'tiers.only': ({ rows, facts }) => {
    const [inA, inB] = ['onlyA', 'onlyB'].map((group) => only(rows, 'group', group))
    return [
      [
        'panel.tiers.only.sentence',
        {
          a: `panel.tiers.compare.grading.${facts.a}`,
          b: `panel.tiers.compare.grading.${facts.b}`,
          inA: count(inA!.length),
          inB: count(inB!.length),
          revenueA: short(total(inA!, 'revenue')),
          revenueB: short(total(inB!, 'revenue')),
          months: of(facts, 'months'),
        },
      ],
    ]
  },
  'heatmap.matrix': ({ rows }) => {
    // A share of the row's customers beside the share that the column has of all.
    const all = total(rows, 'customers')
    const index = (row: Row) =>
      of(row, 'customers') /
      total(only(rows, 'row_value', row.row_value), 'customers') /
      (total(only(rows, 'column_value', row.column_value), 'customers') / all)
    const up = rows.filter((row) => row.difference === 'up')
    const cell = up.reduce((a, b) => (index(b) > index(a) ? b : a))
    return [
      [
        'panel.heatmap.matrix.sentence',
        { row: cell.row_value, column: `tier.${cell.column_value}`, times: number(index(cell), 1) },
      ],
    ]
  },
  'profile.index': ({ rows, facts }) => {
    const inGroup = (row: Row) =>
      of(row, 'customers') / total(only(rows, 'column_value', row.column_value), 'customers')
    const inAll = (row: Row) =>
      total(only(rows, 'row_value', row.row_value), 'customers') / of(facts, 'all_customers')
    const index = (row: Row) => inGroup(row) / inAll(row)
    const up = rows.filter((row) => row.difference === 'up')
    const cell = up.reduce((a, b) => (index(b) > index(a) ? b : a))
    return [
      [
        'panel.profile.index.up',
        {
          row: cell.row_value,
          column: `tier.${cell.column_value}`,
          times: number(index(cell), 1),
          index: number(100 * index(cell), 0),
          share: share(inGroup(cell)),
          base: share(inAll(cell)),
        },
      ],
    ]
  },
  'trend.revenue': ({ rows }) => {
    const last = rows.filter((row) => !row.unfinished).at(-1)!
    const before = last.revenue_year_before ?? rows[rows.indexOf(last) - 1]!.revenue
    const change = of(last, 'revenue') / Number(before) - 1
    const way = Math.abs(change) < 0.005 ? 'level' : change > 0 ? 'up' : 'down'
    return [
      [
        `panel.trend.revenue.${last.revenue_year_before === null ? 'before' : 'year'}.${way}`,
        {
          month: month(String(last.start)),
          money: short(of(last, 'revenue')),
          change: share(Math.abs(change)),
        },
      ],
    ]
  },
  'rfm.segments': ({ rows }) => group('segment', rows),
  'rfm.classes': ({ rows }) => group('class', rows),
  'rfm.grid': ({ rows }) => {
    const best = rows.filter((row) => of(row, 'r') >= 4 && of(row, 'f') >= 4)
    const fading = total(
      rows.filter((row) => of(row, 'r') <= 2 && of(row, 'f') >= 4),
      'customers',
    )
    return [
      [
        'panel.rfm.grid.sentence',
        {
          share: share(total(best, 'customers') / total(rows, 'customers')),
          revenueShare: share(total(best, 'revenue') / total(rows, 'revenue'), 0),
          n: fading,
          fading: count(fading),
        },
      ],
    ]
  },
  'rfm.crosstab': ({ rows }) => {
    const important = rows.filter((row) => /^important_/.test(String(row.class)))
    const lapsed = total(only(important, 'segment', ...SLIPPING), 'customers')
    return [
      [
        'panel.rfm.crosstab.sentence',
        { important: count(total(important, 'customers')), n: lapsed, lapsed: count(lapsed) },
      ],
    ]
  },
  'rfm.movement': ({ rows }) => {
    const order = [
      ...['champions', 'loyal', 'potential_loyal', 'new', 'promising', 'need_attention', 'about_to_sleep'],
      ...SLIPPING,
    ]
    const moved = rows.filter((row) => row.before !== row.now)
    const came = total(only(moved, 'now', 'champions'), 'customers')
    const went = total(only(moved, 'before', 'champions'), 'customers')
    const place = (name: unknown) => order.indexOf(String(name))
    const down = moved.filter(
      (row) => place(row.before) >= 0 && place(row.now) >= 0 && place(row.now) > place(row.before),
    )
    return [
      [
        'panel.rfm.movement.sentence',
        {
          came: count(came),
          went: count(went),
          net: `${came >= went ? '+' : '−'}${count(Math.abs(came - went))}`,
          stayed: count(total(rows, 'customers') - total(moved, 'customers')),
          down: count(total(down, 'customers')),
        },
      ],
      [
        'panel.rfm.movement.net',
        { net: nets(rows, 'before', 'now', order, (key) => `segment.${key}`).join(' · ') },
      ],
    ]
  },
  'rfm.clusters': ({ rows }) => {
    const top = most(rows, 'revenue')
    return [
      [
        'panel.rfm.clusters.sentence',
        {
          n: rows.length,
          groups: count(rows.length),
          cluster: cluster(top.cluster),
          share: share(of(top, 'customers') / total(rows, 'customers')),
          revenueShare: share(of(top, 'revenue') / total(rows, 'revenue'), 0),
        },
      ],
    ]
  },
  'rfm.clusterfit': ({ rows }) => {
    const chosen = rows.find((row) => row.chosen)!
    const widest = most(rows, 'width')
    const width = of(chosen, 'width')
    const clarity = width > 0.7 ? 'strong' : width > 0.5 ? 'clear' : width > 0.25 ? 'weak' : 'none'
    return [
      [
        `panel.rfm.clusterfit.${chosen === widest ? 'best' : 'other'}`,
        {
          n: of(chosen, 'groups'),
          groups: String(chosen.groups),
          width: number(width, 2),
          clarity: `panel.rfm.clusterfit.clarity.${clarity}`,
          best: String(widest.groups),
        },
      ],
    ]
  },
  'rfm.clustermap': ({ rows }) => {
    const within = (row: Row) => of(row, 'customers') / total(only(rows, 'cluster', row.cluster), 'customers')
    const cell = rows.reduce((a, b) => (within(b) > within(a) ? b : a))
    return [
      [
        'panel.rfm.clustermap.sentence',
        {
          cluster: cluster(cell.cluster),
          segment: `segment.${cell.segment}`,
          share: share(within(cell), 0),
        },
      ],
    ]
  },
  'lifecycle.stages': ({ rows, facts, frame }) => {
    const size = (...stages: string[]) => total(only(rows, 'stage', ...stages), 'customers')
    const all = size('new', 'active', 'dormant', 'churned')
    const [hits, n] = [of(facts, 'came_back'), of(facts, 'called')]
    const [low, high] = wilson(hits, n)
    return [
      [
        'panel.lifecycle.stages.sentence',
        {
          customers: count(all),
          here: count(size('new', 'active')),
          share: share(size('new', 'active') / all),
          dormant: count(size('dormant')),
          revenueShare: share(total(only(rows, 'stage', 'dormant'), 'revenue') / total(rows, 'revenue')),
          churned: count(size('churned')),
        },
      ],
      [
        'panel.lifecycle.stages.back',
        {
          customers: count(n),
          date: date(String(facts.called_on)),
          share: share(hits / n, 0),
          low: share(low, 0),
          high: share(high, 0),
          asOf: date(frame.asOf),
        },
      ],
    ]
  },
  'lifecycle.growth': ({ rows }) => {
    const whole = rows.filter((row) => !row.unfinished && !row.start_of_data)
    const last = whole.at(-1)!
    const before = rows[rows.indexOf(last) - 1]
    const ratio = (some: Row[]) =>
      number((total(some, 'new_customers') + total(some, 'resurrected')) / total(some, 'churned'), 2)
    const recent = whole.slice(-6)
    return [
      [
        'panel.lifecycle.growth.sentence',
        {
          period: month(String(last.start)),
          customers: count(of(last, 'customers')),
          net: signed(of(last, 'customers') - of(before, 'customers')),
          fresh: count(of(last, 'new_customers')),
          back: count(of(last, 'resurrected')),
          lost: count(of(last, 'churned')),
          ratio: ratio([last]),
        },
      ],
      [
        'panel.lifecycle.growth.recent',
        {
          periods: recent.length,
          fresh: count(total(recent, 'new_customers')),
          back: count(total(recent, 'resurrected')),
          lost: count(total(recent, 'churned')),
          ratio: ratio(recent),
        },
      ],
    ]
  },
  'lifecycle.flow': ({ rows, facts }) => {
    const [here, quiet] = [
      ['new', 'active'],
      ['dormant', 'churned'],
    ]
    const between = (from: string[], to: string[]) =>
      count(total(only(only(rows, 'stage_before', ...from), 'stage_now', ...to), 'customers'))
    const stages = ['potential', 'new', 'active', 'dormant', 'churned']
    return [
      [
        'panel.lifecycle.flow.sentence',
        {
          earlier: date(String(facts.earlier)),
          quiet: between(here!, quiet!),
          woken: between(quiet!, here!),
          came: between(['came'], stages),
        },
      ],
      [
        'panel.rfm.movement.net',
        { net: nets(rows, 'stage_before', 'stage_now', stages, (key) => `stage.${key}`).join(' · ') },
      ],
    ]
  },
  'lifecycle.second': ({ rows, facts }) => {
    const curve = kaplanMeier(rows, 'bought')
    const longest = curve.at(-1)!.day
    const day = [90, 180, 60, 30, 14, 7].find((each) => each <= longest)!
    const then = curve.filter((each) => each.day <= day).at(-1)!
    const bought = (end = 0) => share(1 - then.left ** Math.exp(end * then.reach))
    const half = curve.find((each) => each.left <= 0.5)
    return [
      [
        `panel.lifecycle.second.${half ? 'sentence' : 'unreached'}`,
        {
          days: count(day),
          share: bought(),
          low: bought(1),
          high: bought(-1),
          median: count(half?.day ?? 0),
          longest: count(longest),
          cohort: 'panel.lifecycle.second.all',
          before: 'panel.lifecycle.second.all',
          shareBefore: bought(),
        },
      ],
      ['panel.lifecycle.second.unknown', { n: of(facts, 'unknown'), customers: count(of(facts, 'unknown')) }],
    ]
  },
  'actions.kinds': ({ rows, facts }) => [
    [
      'panel.actions.kinds.sentence',
      {
        n: of(facts, 'due_customers'),
        customers: count(of(facts, 'due_customers')),
        days: '30',
        late: count(total(rows, 'late')),
        stake: short(of(facts, 'stake')),
      },
    ],
  ],
  'playbook.plan': ({ rows }) => {
    const [contacts, budget, revenue, n] = ['contacts', 'budget', 'revenue', 'customers'].map((name) =>
      total(rows, name),
    ) as [number, number, number, number]
    return [
      ['panel.playbook.plan.daily', { daily: count(Math.round(contacts / 250)) }],
      [
        'panel.playbook.plan.sentence',
        {
          n,
          rate: 'panel.playbook.plan.daily',
          customers: count(n),
          contacts: count(contacts),
          budget: short(budget),
          share: share(budget / revenue),
        },
      ],
    ]
  },
  'satisfaction.scores': ({ rows }) => {
    // A promoter is +100, a detractor −100: their mean, and 1.96 standard errors of it.
    const values = rows.map((row) => {
      const score = Number(row.score)
      return [of(row, 'answers'), score >= 9 ? 100 : score >= 7 ? 0 : -100] as const
    })
    const n = total(rows, 'answers')
    const mean = values.reduce((sum, [answers, value]) => sum + answers * value, 0) / n
    const spread = values.reduce((sum, [answers, value]) => sum + answers * (value - mean) ** 2, 0) / n
    return [
      [
        'panel.satisfaction.scores.nps',
        {
          result: number(mean),
          margin: number(1.959964 * Math.sqrt(spread / n)),
          most: number(10, 0),
          n,
        },
      ],
    ]
  },
  'service.tickets': ({ rows, facts }) => {
    const top = most(rows, 'tickets')
    const n = total(rows, 'tickets')
    return [
      ['panel.service.tickets.most', { kind: top.kind, share: share(of(top, 'tickets') / n, 0), n }],
      ['panel.service.tickets.took', { hours: number(of(facts, 'hours_all')), n: n - total(rows, 'open') }],
      ['panel.service.tickets.by.category'],
    ]
  },
  'pipeline.stages': ({ rows }) => {
    const top = most(rows, 'deals')
    const n = total(rows, 'deals')
    return [
      [
        'panel.pipeline.stages.valued',
        {
          n,
          money: short(total(rows, 'amount')),
          stage: top.stage,
          share: share(of(top, 'deals') / n, 0),
        },
      ],
    ]
  },
  'segments.compare': ({ rows, facts }) => {
    const [all] = only(rows, 'part', 'all')
    const each = (side: string) => of(all, `revenue_${side}`) / of(all, `customers_${side}`)
    const name = (value: unknown) =>
      value ? 'panel.segments.compare.quoted' : 'panel.segments.compare.everybody'
    return [
      [
        `panel.segments.compare.${facts.name_b ? 'two' : 'one'}`,
        {
          a: name(facts.name_a),
          b: name(facts.name_b),
          customers: count(of(all, 'customers_a')),
          share: share(of(all, 'share_a')),
          revenue: short(of(all, 'revenue_a')),
          both: count(of(only(rows, 'part', 'both')[0], 'customers_a') || 0),
          times: number(each('a') / each('b')),
        },
      ],
    ]
  },
  'quality.rules': ({ rows }) => {
    const rulesOf = (some: Row[]) => new Set(some.map((row) => row.rule)).size
    const found = rows.filter((row) => of(row, 'n') > 0 && row.rule !== 'completeness')
    const weighty = only(found, 'rule', ...CHANGE)
    const cells = only(rows, 'rule', 'completeness')
    const read = total(only(rows, 'rule', 'set_aside'), 'total')
    const key = `panel.quality.rules.${!found.length ? 'clean' : weighty.length ? 'sentence' : 'light'}`
    return [
      [
        key,
        {
          rows: count(read),
          checks: count(rulesOf(rows)),
          found: count(rulesOf(found)),
          weighty: count(rulesOf(weighty)),
          n: rulesOf(found) || read,
        },
      ],
      [
        'panel.quality.rules.filled',
        { told: key, score: number(100 * (1 - total(cells, 'n') / total(cells, 'total')), 0) },
      ],
    ]
  },
  'quality.fields': ({ rows }) => {
    const full = rows.filter((row) => row.filled === row.total).length
    const worst = rows.reduce((a, b) =>
      of(b, 'filled') / of(b, 'total') < of(a, 'filled') / of(a, 'total') ? b : a,
    )
    const filled = of(worst, 'filled') / of(worst, 'total')
    return full === rows.length
      ? [['panel.quality.fields.full', { full: count(full), all: count(rows.length) }]]
      : [
          [
            'panel.quality.fields.sentence',
            {
              full: count(full),
              all: count(rows.length),
              column: worst.header,
              share: share(filled, filled > 0.99 ? 1 : 0),
            },
          ],
        ]
  },
  'data.reconcile': ({ rows }) => {
    const amount = (step: string) => total(only(rows, 'step', step), 'amount')
    const steps = rows.filter((row) => !['revenue'].includes(String(row.step)))
    return [
      [
        'panel.data.reconcile.sentence',
        { plain: money(amount('plain')), revenue: money(total(steps, 'amount')) },
      ],
    ]
  },
}

function group(name: 'segment' | 'class', rows: Row[]): Said[] {
  const top = most(rows, 'revenue')
  return [
    [
      `panel.rfm.${name === 'class' ? 'classes' : 'segments'}.sentence`,
      {
        [name]: `${name}.${top[name]}`,
        share: share(of(top, 'customers') / total(rows, 'customers')),
        revenueShare: share(of(top, 'revenue') / total(rows, 'revenue'), 0),
      },
    ],
  ]
}
