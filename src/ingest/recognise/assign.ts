import { fieldOf, type EntityName } from '../../model/entities'
import type { Inference } from '../infer'
import type { Sheet } from '../mapping/sheet'
import type { RoleGuess } from './read'

/** One meaning of one column, with how likely it is. */
export interface Assigned {
  index: number
  target: string
  /** Share of the evidence that speaks for it, among all that the column may mean. */
  probability: number
  inference: Inference
}

export interface Needed {
  targets: string[]
  reach: number
}
export interface Asked {
  sheet: Sheet
  guesses: RoleGuess[][]
  entities: EntityName[]
  /** Targets that the reader gave, null for none; undefined where nothing was said. */
  choice: (index: number) => string | null | undefined
  /** Targets that a known export gives a column, the better ones higher. */
  given: (index: number) => { target: string; score: number }[]
  /** Targets that go by the very name of the column. */
  named: (index: number) => ReadonlyMap<string, number>
  /** How much a column goes before others for a target, in log odds. */
  before: (index: number, target: string) => number
  /** What may not have this target, whatever its name says. */
  barred: (index: number, target: string) => boolean
  /** What a file of this kind hardly does without: one of the targets, and how far below even odds it may lie. */
  wanted: Needed[]
}

/** Log odds of a field that goes by its own name, at least. */
const NAMED_OUTRIGHT = 0.5
/** So little likely another meaning must be for that. */
const DOUBT = 0.3
/** As likely a meaning must be beside what its column lost to another one. */
const LOST = 0.25

/** A number that most rows do not have stands back behind one that all have. */
const SPARSE = 8
/** Log odds from which a column plainly can have a meaning: what is above that does not say which of several has it. */
const PLAIN = 4
const isKey = (target: string): boolean => /\.(order_id|customer_id)$/.test(target)
const isSparse = (sheet: Sheet, index: number): boolean => sheet.present(index).length * 2 < sheet.rows.length

/** How much of what is known of a meaning speaks for a column. */
export interface Standing {
  index: number
  share: number
}

interface Candidate {
  index: number
  target: string
  probability: number
  /** Log odds against meaning nothing to the model. */
  gain: number
  /** The same with what goes before among columns of one meaning. */
  rank: number
  inference: Inference
}

/** Ids that several entities of one file share are one column. */
function sharedName(target: string, entities: EntityName[]): string {
  const [owner, name] = target.split('.') as [EntityName, string]
  if (name === 'customer_id' || name === 'order_id') return name
  if (name === 'region' && entities.includes('orders') && owner === 'customers') return 'orders.region'
  return target
}

/**
 * One column for each meaning: the pairs of column and meaning that are best explained, taken in that order. What a
 * file of the kind hardly does without is taken from further down, where no column says it plainly.
 */
export function assignRoles(asked: Asked): {
  columns: Assigned[]
  standings: (targets: readonly string[]) => Standing[]
} {
  const { sheet, guesses, entities, choice, given, named, before, barred, wanted } = asked
  const fits = (index: number, target: string): Inference | null => {
    const owner = target.slice(0, target.indexOf('.')) as EntityName
    const field = fieldOf(target)
    if (!field || !entities.includes(owner) || barred(index, target)) return null
    const inference = sheet.as(index, field.type)
    return inference.fit >= 0.5 ? inference : null
  }
  const candidates: Candidate[] = []
  guesses.forEach((list, index) => {
    const chosen = choice(index)
    if (chosen === null) return
    if (chosen !== undefined) {
      const inference = sheet.as(index, fieldOf(chosen)!.type)
      candidates.push({ index, target: chosen, probability: 1, gain: 100, rank: 200, inference })
      return
    }
    const known = given(index)
    for (const { target, score } of known) {
      const inference = fits(index, target)
      // A column that says nothing leaves its place to one that does.
      const gain = sheet.blank(index) ? -1 : 10 * score
      if (inference) candidates.push({ index, target, probability: 0.99, gain, rank: gain + 50, inference })
    }
    const nothing = list.find(({ target }) => target === null)!
    const none = nothing.probability
    // A name that is this field's own stands, unless the column is known to be something else.
    const first = list.find(({ target }) => target !== null)
    const mine = list.find(({ target }) => target !== null && named(index).has(target))
    const outright =
      !nothing.decoy && mine && (mine === first || first!.probability < DOUBT) ? mine.target : null
    for (const { target, probability } of list) {
      if (target === null || sheet.blank(index)) continue
      const inference = fits(index, target)
      const odds = Math.log(probability / Math.max(none, 1e-6))
      const gain = outright === target ? Math.max(odds, NAMED_OUTRIGHT) : odds
      // What a known export says of a column is not argued with, unless something needed is missing.
      if (!inference) continue
      const own = known.length ? Math.min(gain, 0) - 0.01 : gain
      const rank =
        Math.min(own, PLAIN) + before(index, target) - (isKey(target) && isSparse(sheet, index) ? SPARSE : 0)
      candidates.push({ index, target, probability, gain: own, rank, inference })
    }
  })
  const order = (a: Candidate, b: Candidate) =>
    b.rank - a.rank || (sheet.header[a.index]! < sheet.header[b.index]! ? -1 : 1)
  candidates.sort(order)
  const taken = new Map<string, Candidate>()
  const columns = new Set<number>()
  const take = (candidate: Candidate) => {
    taken.set(sharedName(candidate.target, entities), candidate)
    columns.add(candidate.index)
  }
  /** What a column most likely means and another one has, it has lost: it means nothing rather than something else. */
  const isLeft = ({ index, target, probability, gain }: Candidate): boolean => {
    if (gain > 50 || named(index).has(target)) return true
    const lost = guesses[index]!.reduce(
      (sum, guess) =>
        guess.target && guess.target !== target && taken.has(sharedName(guess.target, entities))
          ? sum + guess.probability
          : sum,
      0,
    )
    return probability >= LOST * lost
  }
  for (const candidate of candidates) {
    if (
      candidate.gain >= 0 &&
      !taken.has(sharedName(candidate.target, entities)) &&
      !columns.has(candidate.index) &&
      isLeft(candidate)
    )
      take(candidate)
  }
  const needed = new Set(wanted.flatMap(({ targets }) => targets))
  for (const { targets, reach } of wanted) {
    if (targets.some((target) => taken.has(sharedName(target, entities)))) continue
    const isNeeded = (index: number) =>
      [...taken.values()].some((c) => c.index === index && (c.gain > 50 || needed.has(c.target)))
    // A column that more likely means something else is not bent to it.
    const means = (index: number) =>
      (guesses[index]!.find(({ target }) => target !== null)?.target ?? '').split('.')[1]
    const names = targets.map((target) => target.split('.')[1])
    const best = candidates.find(
      (c) =>
        targets.includes(c.target) &&
        c.gain > -reach &&
        !isNeeded(c.index) &&
        (reach > 2 || names.includes(means(c.index))),
    )
    if (!best) continue
    // What it had meant before is less missed.
    for (const [other, c] of taken) if (c.index === best.index) taken.delete(other)
    take(best)
  }
  return {
    columns: [...taken.values()].map(({ index, target, probability, inference }) => ({
      index,
      target,
      probability,
      inference,
    })),
    standings: (targets) => standing(candidates, targets),
  }
}

/** Log odds that some column says it, beside what a column shows: files of a kind hardly do without. */
const EXPECTED = 2

/** Columns that may have one of these meanings, the likeliest first, with the share of the evidence that is for each. */
function standing(candidates: Candidate[], targets: readonly string[]): Standing[] {
  const best = new Map<number, number>()
  const mass = new Map<number, number>()
  for (const { index, target, rank, probability } of candidates)
    if (targets.includes(target)) {
      best.set(index, Math.max(best.get(index) ?? -Infinity, Math.min(rank, 30)))
      mass.set(index, Math.min(1 - 1e-6, (mass.get(index) ?? 0) + probability))
    }
  // Which of several columns it is rather says nothing of whether it is any of them.
  const most = Math.max(1e-6, ...mass.values())
  const some = 1 / (1 + Math.exp(-(Math.log(most / (1 - most)) + EXPECTED)))
  const total = [...best.values()].reduce((sum, rank) => sum + Math.exp(rank), 0)
  return [...best]
    .map(([index, rank]) => ({ index, share: (Math.exp(rank) / total) * some }))
    .sort((a, b) => b.share - a.share || a.index - b.index)
}
