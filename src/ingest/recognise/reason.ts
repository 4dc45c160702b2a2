import type { Refusal } from '../mapping'
import type { Evidence } from './read'

/** Signs by which a table that holds nothing of ours is known for what it is, the surest tables first. */
const KNOWN_BY: { is: Refusal; surely: string[]; else?: string[] }[] = [
  { is: 'bookkeeping', surely: ['reimbursed'] },
  { is: 'staff', surely: ['staffOnly!', 'workRecord!'], else: ['payrolls', 'attendances'] },
  { is: 'marks', surely: ['school!'], else: ['exams'] },
  { is: 'openItems', surely: ['openOnly!'] },
  { is: 'refunds', surely: ['refundRows!'], else: ['refundsOnly!'] },
  { is: 'purchases', surely: ['boughtFrom!'], else: ['supplierOnly!'] },
  { is: 'bookkeeping', surely: ['moneyBothWays!'], else: ['ledgerNobody!', 'ledgers'] },
  { is: 'log', surely: [], else: ['logs'] },
]

/**
 * What a table is that is none of ours, in one word that can be said of it; null: nobody knows.
 * @param guess what it was taken for, `other` where it is of no kind that has a name
 * @param isSure that it is none of ours
 */
export function reasonOf({ signs }: Evidence, guess: Refusal | 'other', isSure: boolean): Refusal | null {
  const shows = (names: string[]) => names.some((name) => signs.includes(`s:${name}`))
  const known = KNOWN_BY.find(({ surely }) => shows(surely))
  const isNamed = signs.includes(`s:like.${guess}`)
  if (known && !isNamed) return known.is
  if (guess !== 'other' || !isSure) return guess === 'other' ? null : guess
  return KNOWN_BY.find((one) => shows(one.else ?? []))?.is ?? null
}
