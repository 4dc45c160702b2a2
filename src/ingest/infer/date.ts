import type { Inference, Why } from '../infer'
import type { Reading } from '../value'
import {
  DATE_SHAPES,
  dateOf,
  isBare,
  isCounted,
  isNative,
  isShort,
  isTurnable,
  isYearless,
  looksLike,
  parseDate,
  ROC,
  shapesOf,
  timeOf,
  turned,
} from '../value/date'
import { half } from '../value/wide'
import { isSorted, orderOf, rate, sureOf, toDay, type Days } from './evidence'

type DateReading = Extract<Reading, { as: 'date' }>
interface Asked {
  /** Whether bare digits may be dates: only where a date is expected. */
  numbers: boolean
  /** What the user said: a format, and after bars those for the cells that it does not read. */
  format?: string | undefined
}
/** As many cells, spread over the column, as show what kind of cells it has. */
const LOOK = 60
/** Forms that one column may mix beside its main one. */
const MOST_OTHERS = 3
/** A reading that is so many points worse than the best is none. */
const CLOSE = 9
/** So little more says nothing. */
const BREATH = 2
/** Years of the Republic without their sign are taken where nothing else fits. */
const UNSIGNED = -9
/** So are days without a year. */
const YEARLESS = -9
/** Bare digits among dates are dates where they lie so near to the others. */
const NEAR = 3 * 366

interface Candidate {
  format: string
  days: Days
  pivot?: number | undefined
  points: number
}

/** How a column of dates is written, decided over all its cells. */
export function inferDate(present: string[], { numbers, format }: Asked): Inference {
  const said = format?.split('|').map(dateOf)
  const candidates = said ? said.map((name) => candidateOf(name, present)) : candidatesOf(present, numbers)
  const main = said ? candidates[0] : best(candidates)
  const choice = main && chooseTurn(main, candidates, present)
  const chosen = choice?.chosen
  const others = said
    ? candidates.slice(1)
    : chosen
      ? othersOf(chosen, candidates, choice.clash, present)
      : []
  const read = chosen
    ? present.filter((_, i) => chosen.days[i] != null || others.some(({ days }) => days[i] !== null)).length
    : 0
  const fit = chosen ? read / (present.length || 1) : 0
  const name = chosen && (fit > 0 || format) ? chosen.format : '%Y-%m-%d'
  const tail = commonTime(present)
  const counted = isCounted(name)
  const time = counted
    ? present.some((cell) => /\.\d*[1-9]/.test(cell)) ||
      name !== 'serial' ||
      (others.length > 0 && tail !== '')
    : tail !== ''
  const open = !said && fit > 0 && choice ? openOf(choice, others, candidates) : null
  return {
    reading: {
      as: 'date',
      format: counted ? name : name + (tail ?? ''),
      time,
      plain: /^%Y([-/])%m\1%d$/.test(name) && present.every(isNative),
      ...(others.length ? { others: others.map((other) => other.format) } : {}),
      ...(chosen?.pivot === undefined ? {} : { pivot: chosen.pivot }),
      ...open,
    },
    type: time ? 'TIMESTAMP' : 'DATE',
    fit,
    why: said ? { key: 'chosen' } : fit > 0 && choice ? choice.why : { key: 'none' },
  }
}

/**
 * A reading that also takes cells which the sample did not show, or null where no form fits them. `known` are cells
 * that it reads: what the others mean must lie near them.
 */
export function widen(reading: DateReading, cells: string[], known: string[]): DateReading | null {
  const present = [...known, ...cells]
  const own = [reading.format, ...(reading.others ?? [])].map((format) =>
    candidateOf(dateOf(format), present),
  )
  const chosen = {
    ...own[0]!,
    days: present.map((_, i) => own.find(({ days }) => days[i] !== null)?.days[i] ?? null),
  }
  if (chosen.days.every((day) => day === null)) return null
  const candidates = DATE_SHAPES.filter((shape) => cells.some((cell) => looksLike(cell, shape)))
    .filter((shape) => !own.some(({ format }) => format === shape))
    .map((shape) => candidateOf(shape, present))
  const others = othersOf(chosen, candidates, false, present)
  if (!others.length) return null
  const choice = { chosen, other: null, clash: false, proven: true, sure: 1, why: { key: '' } }
  return {
    ...reading,
    plain: false,
    others: [...(reading.others ?? []), ...others.map(({ format }) => format)],
    ...(reading.rivals ? {} : openOf(choice, others, candidates)),
  }
}

function candidatesOf(present: string[], numbers: boolean): Candidate[] {
  const step = Math.max(1, Math.floor(present.length / LOOK))
  const looked = new Set(present.filter((_, i) => i % step === 0).map(half))
  return shapesOf([...looked], numbers)
    .map((shape) => candidateOf(shape, present))
    .filter(isCalendar)
}
/** Two small numbers with a mark between them are days only where one of them is more than a month can be. */
function isCalendar({ format, days }: Candidate, _: number, all: Candidate[]): boolean {
  if (!isBare(format) || !isYearless(format)) return true
  const other = all.find((each) => each.format === turned(format))
  return (
    days.some((day, i) => day !== null && other?.days[i] == null) ||
    !!other?.days.some((day, i) => day !== null && days[i] === null)
  )
}

function candidateOf(format: string, present: string[]): Candidate {
  const pivot = isShort(format) ? pivotOf(format, present) : undefined
  const days = present.map((cell) => toDay(parseDate(cell, format, false, { pivot })))
  const sign = format !== ROC || present.some((cell) => /[民]|^\d{3}/.test(half(cell)))
  return {
    format,
    days,
    pivot,
    points: rate(days) + (sign ? 0 : UNSIGNED) + (isYearless(format) ? YEARLESS : 0),
  }
}

/** Day before month, unless more than a breath of evidence says otherwise; else of equals the first shape of the list. */
function best(candidates: Candidate[]): Candidate | undefined {
  let found: Candidate | undefined
  for (const candidate of candidates)
    if (candidate.points > -Infinity && (!found || candidate.points > found.points)) found = candidate
  if (!found?.format.startsWith('%m') || !isTurnable(found.format)) return found
  const { points, format } = found
  return candidates.find((each) => each.format === turned(format) && each.points > points - BREATH) ?? found
}

/**
 * Where the century breaks, for two-digit years that lie on both sides of the usual break: in the widest gap between
 * them, so that 62, 85, 99 and 04 are the years of people who live.
 */
function pivotOf(format: string, present: string[]): number | undefined {
  const days = present.map((cell) => parseDate(cell, format, false))
  const years = [...new Set(days.flatMap((day) => (day === null ? [] : [Number(day.slice(2, 4))])))].sort(
    (a, b) => a - b,
  )
  if (years.length < 3) return undefined
  let [gap, start] = [0, 0]
  years.forEach((year, i) => {
    const before = i ? years[i - 1]! : years.at(-1)! - 100
    if (year - before > gap) [gap, start] = [year - before, year]
  })
  const end = (start - gap + 100) % 100
  const usual = start <= end ? end < 70 || start >= 70 : start >= 70 && end < 70
  return usual || gap < 20 ? undefined : start
}

interface Choice {
  chosen: Candidate
  /** The same with day and month in each other's place, where that reads cells as well. */
  other: Candidate | null
  /** Some cells can be read only so, others only so. */
  clash: boolean
  proven: boolean
  sure: number
  why: Why
}

/** Over the whole column: a first part above 12 means day first, a second part above 12 month first; else the rest of the evidence. */
function chooseTurn(main: Candidate, candidates: Candidate[], present: string[]): Choice {
  const other = isTurnable(main.format)
    ? (candidates.find(({ format }) => format === turned(main.format)) ?? null)
    : null
  const of = main.days.filter((day, i) => day !== null || other?.days[i] != null).length
  if (!other) {
    const next = candidates
      .filter((each) => each !== main)
      .reduce((most, { points }) => Math.max(most, points), -Infinity)
    const sure = sureOf(main.points - next)
    return { chosen: main, other, clash: false, proven: sure > 0.95, sure, why: reason(main, present) }
  }
  const only = (a: Candidate, b: Candidate) =>
    present.filter((_, i) => a.days[i] !== null && b.days[i] === null)
  const [mine, theirs] = [only(main, other).length, only(other, main).length]
  const [chosen, against] = theirs > mine ? [other, main] : [main, other]
  const month = chosen.format.startsWith('%m')
  const [more, less] = [Math.max(mine, theirs), Math.min(mine, theirs)]
  const clash = less > 0
  if (more)
    return {
      chosen,
      other: against,
      clash,
      proven: !clash,
      sure: more / (more + less),
      why: {
        key: month ? 'monthFirst' : 'dayFirst',
        count: more,
        of,
        example: only(chosen, against)[0]!.trim(),
      },
    }
  const points = main.points - other.points
  const sorted = isSorted(orderOf(main.days)) && !isSorted(orderOf(other.days))
  const word = sorted ? 'ordered' : points > 4 ? 'likely' : 'assumed'
  return {
    chosen: main,
    other,
    clash: false,
    proven: false,
    sure: sureOf(points),
    why: {
      key: `${word}${month ? 'Month' : 'Day'}`,
      of,
      example: present.find((_, i) => main.days[i] !== null)!.trim(),
    },
  }
}

/** What reads the cells that the main form does not, the one that reads most of them first. */
function othersOf(
  chosen: Candidate,
  candidates: Candidate[],
  clash: boolean,
  present: string[],
): Candidate[] {
  const others: Candidate[] = []
  const days = [...chosen.days]
  const known = days.filter((day) => day !== null)
  const [low, high] = [
    known.reduce((a, b) => Math.min(a, b)) - NEAR,
    known.reduce((a, b) => Math.max(a, b)) + NEAR,
  ]
  while (others.length < MOST_OTHERS && days.includes(null)) {
    let [most, found, made] = [0, null as Candidate | null, days]
    for (const candidate of candidates) {
      if (candidate === chosen || others.includes(candidate)) continue
      // Day and month change places within a column only where cells show it.
      if (!clash && candidate.format === turned(chosen.format) && isTurnable(chosen.format)) continue
      const bare = isBare(candidate.format)
      const added = candidate.days.map((day, i) =>
        days[i] === null && day !== null && (!bare || (day >= low && day <= high)) ? day : null,
      )
      const gain = added.reduce<number>(
        (sum, day) => sum + (day === null ? 0 : day >= low && day <= high ? 1 : 0.5),
        0,
      )
      if (!gain) continue
      const both = days.map((day, i) => day ?? added[i]!)
      // Of two that read as many cells the one that keeps the order of the rows.
      const points = gain + 0.4 * orderOf(both).share + (sameTurn(candidate.format, chosen.format) ? 0.05 : 0)
      if (points > most) [most, found, made] = [points, { ...candidate, days: added }, both]
    }
    if (!found) break
    others.push(found)
    days.splice(0, days.length, ...made)
  }
  return others.filter(({ days: own }) => own.length === present.length)
}

const sameTurn = (a: string, b: string): boolean => a.slice(0, 2) === b.slice(0, 2)

/** What is left open: the other readings of the column, each as a choice says it, and how sure this one is. */
function openOf(
  { chosen, other, clash, proven, sure }: Choice,
  others: Candidate[],
  candidates: Candidate[],
): Pick<DateReading, 'assumed' | 'rivals' | 'sure'> {
  const list = (...formats: string[]) => [...new Set(formats)].join('|')
  const rest = others.map(({ format }) => format)
  const read = chosen.days.filter((day) => day !== null).length
  const rivals = new Map<string, number>()
  if (other && !proven) rivals.set(list(other.format, ...(clash ? [chosen.format] : []), ...rest), sure)
  for (const each of candidates) {
    if (each === chosen || each === other || rest.includes(each.format)) continue
    const points = chosen.points - each.points
    const alike = each.days.filter((day, i) => day !== null && chosen.days[i] !== null).length
    const differs = each.days.some((day, i) => day !== null && day !== chosen.days[i])
    if (points < CLOSE && differs && alike >= 0.9 * read)
      rivals.set(list(each.format, ...rest), sureOf(points))
  }
  others.forEach(({ format, days }, at) => {
    const twin = isTurnable(format) && candidates.find((each) => each.format === turned(format))
    if (!twin || twin.format === chosen.format || rest.includes(twin.format)) return
    if (days.some((day, i) => day !== null && twin.days[i] === null)) return
    rivals.set(list(chosen.format, ...rest.with(at, twin.format)), 0.8)
  })
  if (!rivals.size) return {}
  return {
    ...(other && !proven ? { assumed: true as const } : {}),
    rivals: [...rivals.keys()],
    sure: Math.min(...rivals.values()),
  }
}

/** The time that most cells carry; empty where none has one, null where it is written in an own way. */
function commonTime(present: string[]): string | null {
  const counts = new Map<string | null, number>()
  for (const cell of present) {
    const tail = timeOf(cell)
    if (tail !== '') counts.set(tail, (counts.get(tail) ?? 0) + 1)
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first ? first[0] : ''
}

function reason({ format, days }: Candidate, present: string[]): Why {
  const example =
    present
      .find((_, i) => days[i] !== null)
      ?.trim()
      .slice(0, 40) ?? ''
  const key = isCounted(format)
    ? format
    : format.startsWith(ROC)
      ? 'roc'
      : format.includes('%b')
        ? 'named'
        : 'yearFirst'
  return { key, count: days.filter((day) => day !== null).length, example }
}
