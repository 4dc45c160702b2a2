/** Two-character surnames; every other Chinese surname is one character. */
const DOUBLE = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 司徒 司空 端木 独孤 獨孤 南宫 南宮 西门 西門 轩辕 軒轅 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 單于 太叔 申屠 闻人 聞人 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 张简 張簡 范姜'.split(
    ' ',
  ),
)
/** A firm is known by its first characters already; what follows says what it is. */
const FIRM =
  /公司|集团|集團|有限|企业|企業|工厂|工廠|商行|商店|中心|医院|醫院|学校|學校|大学|大學|银行|銀行|酒店|\b(ltd|limited|inc|llc|corp|company|co|gmbh|plc|group|s\.?a|b\.?v)\b\.?/i
const HIDDEN = '***'

const chars = (text: string): string[] => [...text]

/**
 * A name of which the surname stays (`张*`, `Smith *`), of a firm its first two characters. Nothing is told of how long
 * the rest is.
 */
export function maskName(name: string): string {
  const text = name.trim()
  if (!text) return ''
  if (FIRM.test(text)) return `${chars(text).slice(0, 2).join('')}${HIDDEN}`
  if (/^\p{Script=Han}/u.test(text)) {
    const [two, one] = [chars(text).slice(0, 2).join(''), chars(text)[0]]
    return `${DOUBLE.has(two) && chars(text).length > 2 ? two : one}*`
  }
  const [before, after] = text.split(',')
  // `Smith, John` says the surname first; a single word may be the given name, so that one letter stays.
  if (after?.trim()) return `${before!.trim()} *`
  const words = text.split(/\s+/)
  return words.length > 1 ? `${words.at(-1)} *` : `${chars(text)[0]}${HIDDEN}`
}

/** `138****1234`: at least four digits are hidden, and of short numbers most of them. A country code stays. */
export function maskPhone(phone: string): string {
  const text = phone.normalize('NFKC').trim()
  const code = /^(?:\+|00)(86|886|852|853|65|81|82|44|1)[\s-]?(?=\d)/.exec(text)
  const digits = text.slice(code?.[0].length ?? 0).replace(/\D/g, '')
  const head = code ? `+${code[1]} ` : ''
  const [first, last] =
    digits.length >= 11 ? [3, 4] : digits.length >= 9 ? [3, 2] : digits.length >= 7 ? [1, 2] : [0, 0]
  return digits ? `${head}${digits.slice(0, first)}****${last ? digits.slice(-last) : ''}` : ''
}

/** `a***@example.com`, where several have an address there; of a domain of its own nothing stays: `a***@***`. */
export function maskEmail(email: string, domains: ReadonlySet<string> = NONE): string {
  const text = email.trim()
  const at = text.lastIndexOf('@')
  if (at <= 0) return text ? HIDDEN : ''
  return `${chars(text)[0]}${HIDDEN}@${domains.has(text.slice(at + 1).toLowerCase()) ? text.slice(at + 1) : HIDDEN}`
}
const NONE: ReadonlySet<string> = new Set()

/** The year of a day. */
export const maskDay = (day: string): string => (/^\d{4}/.test(day) ? day.slice(0, 4) : HIDDEN)

/** What hides a customer's field below level "full". Nothing: it says nothing that only this person is. */
export const MASKS: Partial<Record<string, (value: string, domains?: ReadonlySet<string>) => string>> = {
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  birth_date: maskDay,
}
