import { headingOf } from '../recognise/heading'
import type { Look } from './look'

const filled = ({ cells, n }: Look): number => n / (cells.length || 1)
const share = (look: Look, test: (cell: string) => boolean): number =>
  look.cells.filter((cell) => cell && test(cell)).length / (look.n || 1)
const valuesOf = ({ numbers }: Look): number[] => numbers.filter((value) => value !== null)
const every = (look: Look, test: (value: number) => boolean): boolean => {
  const values = valuesOf(look)
  return values.length > 0 && values.every(test)
}
const whole = (look: Look): boolean => every(look, Number.isInteger)

/** Years that the days of a business lie in; dates of birth reach further back. */
const LONGEST = 30

/** How well a column says when something was ordered, 0…1: of several days of one row the first. */
export function asDay(look: Look, all: Look[]): number {
  if (look.dayFit < 0.9) return 0
  const long = isLong(look)
  const others = all.filter((other) => other.written && !isLong(other))
  const first = look.days.filter(
    (day, row) => day !== null && others.every(({ days }) => !days[row] || day <= days[row]),
  ).length
  const plain = (look.written ? 0.9 : 0.45) * filled(look)
  return plain - (long ? 0.5 : 0) - (look.n > 5 && look.distinct === 1 ? 0.4 : 0) + 0.1 * (first / look.n)
}

function isLong({ days }: Look): boolean {
  const years = days.flatMap((day) => (day ? [Number(day.slice(0, 4))] : []))
  return Math.max(...years) - Math.min(...years) > LONGEST
}

/** How well a column says how much was paid, 0…1. */
export function asAmount(look: Look, all: Look[]): number {
  if (look.numberFit < 0.9 || look.written) return 0
  const values = valuesOf(look)
  // Names of things that are written in digits, and the numbers of the rows.
  const named = (cell: string) => /^0\d/.test(cell) || /^\d{10,}$/.test(cell)
  if (share(look, named) > 0.2 || isBalance(look, all)) return 0
  const sign = share(look, (cell) => /[¥￥$€£元₩₹]/.test(cell)) > 0.5
  const cents = share(look, (cell) => /[.,]\d{1,2}\D*$/.test(cell)) > 0.2
  const small = whole(look) && every(look, (value) => Math.abs(value) <= 20)
  const years = whole(look) && every(look, (value) => value >= 1900 && value <= 2100)
  const rates =
    every(look, (value) => Math.abs(value) <= 1) || share(look, (cell) => cell.endsWith('%')) > 0.5
  const lengths = new Set(look.cells.filter(Boolean).map((cell) => cell.length))
  const codes = whole(look) && lengths.size === 1 && ![...lengths].some((length) => length < 4) && look.n > 5
  return (
    0.5 +
    (sign ? 0.25 : 0) +
    (cents ? 0.2 : 0) +
    (look.distinct > look.n / 3 ? 0.05 : 0) +
    (isProduct(look, all) ? 0.2 : 0) -
    (small ? 0.25 : 0) -
    (counts(values) ? 0.2 : 0) -
    (years || rates ? 0.35 : 0) -
    (codes ? 0.2 : 0) -
    (1 - filled(look)) * 0.3
  )
}

/** 1, 2, 3 … or the same downwards: places and no amounts. */
const counts = (values: number[]): boolean =>
  values.length > 3 &&
  values.every(Number.isInteger) &&
  values.every((value, i) => i === 0 || Math.abs(value - values[i - 1]!) === 1) &&
  new Set(values).size === values.length

/** What is left after each row: from one row to the next it moves by what another column says, up or down. */
function isBalance(look: Look, all: Look[]): boolean {
  const others = all.filter((other) => other !== look && other.numberFit > 0.9)
  let [rows, moved] = [0, 0]
  for (let row = 1; row < look.numbers.length; row++) {
    const [before, now] = [look.numbers[row - 1] ?? null, look.numbers[row] ?? null]
    if (before === null || now === null) continue
    rows++
    const step = Math.abs(now - before)
    // The newest row may stand first: then the move is that of the row above.
    const says = ({ numbers }: Look, at: number) =>
      numbers[at] != null && Math.abs(Math.abs(numbers[at]) - step) < 0.011
    if (step > 0 && others.some((other) => says(other, row) || says(other, row - 1))) moved++
  }
  return rows > 3 && moved > 0.9 * rows
}

/** It is what two other columns make when they are multiplied. */
function isProduct(look: Look, all: Look[]): boolean {
  const others = all.filter((other) => other !== look && other.numberFit > 0.9 && other.distinct > 1)
  if (look.distinct < 3 || others.length > 12) return false
  return others.some((one, i) =>
    others.slice(i + 1).some((other) => {
      let [rows, right] = [0, 0]
      look.numbers.forEach((value, row) => {
        const [a, b] = [one.numbers[row] ?? null, other.numbers[row] ?? null]
        if (value === null || a === null || b === null) return
        rows++
        if (Math.abs(a * b - value) < 0.011) right++
      })
      return rows > 3 && right > 0.95 * rows
    }),
  )
}

/** Words of a name that say an amount, unless it is the number or the name of something. */
const AMOUNTS = [
  'paid due total subtotal amount price unitprice cost margin discount tax freight fee balance spend sale'.split(
    ' ',
  ),
  ['id', 'name', 'phone'],
] as const
const WAGES = /工资|工資|薪|奖金|獎金|salary|wage|payroll|gehalt|lohn|salaire/i
/** Its name says an amount and its cells are numbers: it is nobody, and no order's number. */
function isAmount({ header, numberFit }: Look): boolean {
  if (numberFit <= 0.9) return false
  const concepts: string[] = headingOf(header).concepts
  const [said, not] = AMOUNTS.map((words) =>
    concepts.some((concept) => (words as readonly string[]).includes(concept)),
  )
  return WAGES.test(header) || (!!said && !not)
}

const PHONE = /^(\+?\d{1,3}[\s-]?)?(1[3-9]\d{9}|09\d{8}|\(?\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4})$/
const EMAIL = /^\S+@\S+\.\S+$/
const PERSON = /^[\u4e00-\u9fff]{2,4}$|^\p{Lu}[\p{L}'’-]+( \p{Lu}[\p{L}'’.-]*){1,3}$/u
const CODE = /^(?=.*\d)[\p{L}\d_./#-]{1,40}$/u

/** How well a column says who bought, 0…1: best where people come back; `orders` are columns that may tell orders apart. */
export function asBuyer(look: Look, orders: Look[]): number {
  if (look.written || isAmount(look)) return 0
  if (share(look, (cell) => /[*＊]/.test(cell)) > 0.2) return 0
  const money = look.numberFit > 0.9 && share(look, (cell) => /[.,]\d{1,2}\D*$/.test(cell)) > 0.1
  if (money || look.cells.reduce((sum, cell) => sum + cell.length, 0) > 40 * look.n) return 0
  const form =
    share(look, (cell) => EMAIL.test(cell)) > 0.8 || share(look, (cell) => PHONE.test(cell)) > 0.8
      ? 0.6
      : share(look, (cell) => CODE.test(cell)) > 0.8
        ? 0.55
        : share(look, (cell) => PERSON.test(cell)) > 0.6
          ? 0.5
          : 0.3
  // All lines of an order have one buyer, and rarely one product.
  const finer = orders.filter((order) => order !== look && order.distinct > look.distinct)
  const each = look.distinct / look.n
  const few = look.n >= 20 && look.distinct <= Math.max(3, look.n / 50)
  const amounts = look.numberFit > 0.9 && whole(look) && every(look, (value) => Math.abs(value) <= 20)
  return (
    form +
    (finer.some((order) => differs(order, [look]) > 0.02) ? -0.3 : finer.length ? 0.1 : 0) +
    (look.n > 4 && each < 0.95 && !few ? 0.25 : 0) -
    (look.n > 4 && each === 1 ? 0.15 : 0) -
    (few ? 0.3 : 0) -
    (amounts ? 0.3 : 0) -
    (1 - filled(look)) * 0.2
  )
}

/** How well a column tells orders apart, 0…1: its rows agree in who and when. */
export function asOrder(look: Look, facts: Look[]): number {
  if (look.written || isAmount(look) || look.distinct < 2 || share(look, (cell) => CODE.test(cell)) < 0.9)
    return 0
  if (look.distinct < look.n / 20) return 0
  if (differs(look, facts) > 0.02) return 0
  const cents = look.numberFit > 0.9 && share(look, (cell) => /[.,]\d{1,2}$/.test(cell)) > 0.1
  const small = look.numberFit > 0.9 && every(look, (value) => Math.abs(value) <= 20)
  const long = share(look, (cell) => cell.length >= 3) > 0.9
  return 0.5 + (look.distinct < look.n ? 0.2 : 0.1) + (long ? 0.1 : 0) - (cents ? 0.5 : 0) - (small ? 0.2 : 0)
}

/** Share of the rows in which the facts are others than where the cell stood before. */
function differs({ cells, n }: Look, facts: Look[]): number {
  const said = new Map<string, string>()
  let found = 0
  cells.forEach((cell, row) => {
    if (!cell) return
    const says = facts.map((fact) => fact.cells[row]).join('\n')
    const before = said.get(cell)
    if (before === undefined) said.set(cell, says)
    else if (before !== says) found++
  })
  return found / (n || 1)
}
