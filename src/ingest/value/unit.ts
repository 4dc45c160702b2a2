import { half } from './wide'

/** Unit of an amount as a heading or a note writes it, and what its numbers are multiplied by. */
export interface Unit {
  unit: string
  factor: number
}

/** Words for units of money. The longer ones stand first. */
const UNITS: [pattern: string, factor: number][] = [
  ['十[亿億]', 1e9],
  ['百[万萬]|百萬', 1e6],
  ['千[万萬]', 1e7],
  ['[亿億]', 1e8],
  ['[万萬]|ten[- ]?thousands?|10 ?k|wan', 1e4],
  ["[千仟]|thousands?|000s?|'000s?|k|tsd|tausend|miles|milliers|t€|t\\$|teur|tusd|keur|kusd|krmb|kcny", 1e3],
  ['bn|billions?|mrd', 1e9],
  ['millions?|mio|mln|mn|mm|m|meur|musd', 1e6],
  ['分|fen|cents?|ct|pence|penny|centimes?|minor units?', 0.01],
  ['角|毛|jiao', 0.1],
]
/** Units that say that nothing is multiplied. */
const ONE = '[元圆圓円块塊]|yuan|dollars?|euros?|pounds?'
const MONEY =
  '(?:人民[币幣]|新[台臺]幣|台幣|港[币幣]|美元|美金|日[元圆圓]|rmb|cny|usd|eur|gbp|jpy|twd|ntd|hkd|inr|krw|(?:nt|hk|us)?[$]|[€£¥₹₩])'
const units = UNITS.map(
  ([words, factor]) =>
    [
      new RegExp(
        `^(?:(?:[单單]位|units?|amounts?|figures?|values?)?[:： ]*(?:are )?(?:in )?)${MONEY}? ?(?:in )?(?:${words})(?: ?(?:of )?(?:${MONEY}|[元圆圓円块塊]))?$`,
      ),
      factor,
    ] as const,
)
const one = new RegExp(`^(?:(?:[单單]位|units?)?[:： ]*(?:in )?)(?:${MONEY}|${ONE})$`)

/** The words of a unit → the unit; a factor of 1 where it is the currency itself; null where it is none. */
export function parseUnit(words: string): Unit | null {
  const text = half(words).toLowerCase()
  if (one.test(text)) return { unit: words.trim(), factor: 1 }
  const found = units.find(([pattern]) => pattern.test(text))
  return found ? { unit: words.trim(), factor: found[1] } : null
}

/** 金额(万元), 金额/千元, 销售额（万）, Amount (in thousands), amount_cents, 金额万元. */
export function unitOf(heading: string): Unit | null {
  const text = half(heading)
  for (const [, inner] of text.matchAll(/[([{【「]([^)\]}】」]*)[)\]}】」]/g)) {
    const found = inner!
      .split(/[,;，、/]/)
      .map(parseUnit)
      .find(Boolean)
    if (found) return found
  }
  const bare = text.replace(/[([{【].*$/, '').trim()
  const after = /[-_/:：,， ](?:in[-_ ])?([^-_/:：,，]+)$/i.exec(bare)?.[1]
  // A bare letter after a blank is no unit: "Plan M".
  const found = after && after.trim().length > 1 ? parseUnit(after) : null
  if (found) return found
  const joined = /((?:百|千|十)?[万萬亿億]元?|[千仟]元)$/.exec(bare)?.[1]
  if (joined && joined !== bare) return parseUnit(joined)
  const camel = /(?:In)?(Cents|Thousands|Millions)$/.exec(bare)?.[1]
  return camel && camel !== bare ? parseUnit(camel) : null
}

/** A note beside the table: 单位：万元, (in thousands of USD), All amounts in cents. */
export function unitOfNote(line: string): Unit | null {
  const text = half(line).replace(/[,;\t"]+/g, ' ')
  const words =
    /[单單]位\s*[:： (]*\s*([^\s:：)）]+)/.exec(text)?.[1] ??
    /\bunits?\s*[:：]\s*([a-z$€£¥' 0]+?)\s*(?:[).]|$)/i.exec(text)?.[1] ??
    /\b(in (?:[a-z$€£¥]{1,4} )?(?:thousands?|millions?|cents|'?000s?)(?: of [a-z$€£¥]+)?)/i.exec(text)?.[1]
  return words ? parseUnit(words) : null
}
