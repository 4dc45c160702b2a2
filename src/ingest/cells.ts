import type { Cutting } from './walk'

/** Cells of a record whose quotes are in order. */
export function splitCells(text: string, { delimiter, quote, escape }: Cutting): string[] {
  const cells: string[] = []
  const wide = delimiter.length
  for (let at = 0; ; at += wide) {
    if (quote && text[at] === quote) {
      let [cell, from, i] = ['', at + 1, at + 1]
      for (; i < text.length; i++) {
        const code = text[i]
        if (code === escape && (escape !== quote || text[i + 1] === quote) && i + 1 < text.length) {
          // A backslash before anything but a quote or itself is a backslash.
          const keeps = escape !== quote && text[i + 1] !== quote && text[i + 1] !== escape
          cell += text.slice(from, keeps ? i + 1 : i)
          from = i + 1
          i++
        } else if (code === quote) break
      }
      cell += text.slice(from, i)
      const end = text.indexOf(delimiter, i)
      const rest = text.slice(i + 1, end < 0 ? undefined : end)
      cells.push(cell + rest)
      if (end < 0) return cells
      at = end
    } else {
      const end = text.indexOf(delimiter, at)
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
      if (end < 0) return cells
      at = end
    }
  }
}

/** A line whose quotes are not in order, read in the way that bends the rules least. */
export interface Reading {
  cells: string[]
  /** Another way costs as little and says something else. */
  doubtful: boolean
  /** Cells that begin with a quote which nothing closes. */
  open: number[]
}

/** What a way of reading costs: a quote inside a quoted cell that nobody escaped, blanks around it, one that opens nothing. */
const [INNER, BLANK, LITERAL] = [1, 0.5, 3]
const LONGEST = 20_000
const CLOSINGS = 60

interface Step {
  cost: number
  from: number
  count: number
  cell: string
  open: boolean
  tied: boolean
}

/**
 * The cheapest reading of a line with `width` cells, or null where there is none: each quote at the start of a cell
 * may be closed by any later one that a delimiter or the end follows, or be a letter like any other.
 */
export function mendLine(line: string, cutting: Cutting, width: number): Reading | null {
  const { delimiter, quote, escape } = cutting
  if (line.length > LONGEST || !quote) return null
  // Best way to stand at a place after so many cells.
  const best = new Map<number, Map<number, Step>>()
  const reach = (at: number, count: number, step: Step) => {
    const here = best.get(at) ?? new Map<number, Step>()
    best.set(at, here)
    const known = here.get(count)
    if (!known || step.cost < known.cost) here.set(count, step)
    else if (step.cost === known.cost) known.tied = true
  }
  const start: Step = { cost: 0, from: -1, count: -1, cell: '', open: false, tied: false }
  best.set(0, new Map([[0, start]]))
  const end = line.length + delimiter.length
  const doubled = quote + quote
  const seam = quote + delimiter + quote
  const places = [0]
  const seen = new Set(places)
  for (let p = 0; p < places.length; p++) {
    const at = places.sort((a, b) => a - b)[p]!
    for (const option of options(line, at, cutting)) {
      const next = option.end + delimiter.length
      for (const [count, step] of best.get(at) ?? []) {
        if (count >= width) continue
        reach(next, count + 1, {
          cost: step.cost + option.cost,
          from: at,
          count,
          cell: option.cell,
          open: option.open,
          tied: step.tied,
        })
      }
      if (next < end && !seen.has(next)) {
        seen.add(next)
        places.push(next)
      }
    }
  }
  let step = best.get(end)?.get(width)
  if (!step) return null
  const doubtful = step.tied
  const cells: string[] = []
  const open: number[] = []
  while (step && step.from >= 0) {
    cells.unshift(step.cell)
    if (step.open) open.push(step.count)
    step = best.get(step.from)?.get(step.count)
  }
  return { cells, doubtful, open }

  function* options(text: string, at: number, { delimiter }: Cutting) {
    const stop = text.indexOf(delimiter, at)
    const until = stop < 0 ? text.length : stop
    const bare = text.slice(at, until)
    const lead = /^ *(?! )/.exec(bare)![0].length
    const opens = text[at + lead] === quote
    yield { end: until, cell: bare, cost: opens && !lead ? LITERAL : 0, open: opens && !lead }
    if (!opens) return
    const from = at + lead + 1
    let closings = 0
    for (let i = text.indexOf(quote, from); i >= 0 && closings < CLOSINGS; i = text.indexOf(quote, i + 1)) {
      let close = i + 1
      while (text[close] === ' ' && delimiter[0] !== ' ') close++
      if (close < text.length && !text.startsWith(delimiter, close)) continue
      closings++
      const raw = text.slice(from, i)
      const paired = escape === quote ? raw.replaceAll(doubled, '') : raw.replaceAll(escape + quote, '')
      // What looks like the seam of two quoted cells is no text.
      if (raw.includes(seam)) continue
      const inner = paired.split(quote).length - 1
      const cell = escape === quote ? raw.replaceAll(doubled, quote) : raw.replaceAll(escape + quote, quote)
      const blanks = (lead ? BLANK : 0) + (close > i + 1 ? BLANK : 0)
      yield { end: close, cell, cost: inner * INNER + blanks, open: false }
    }
  }
}
