import type { Words } from './list'

/** A name's syllables without tones, or nothing where it has no Chinese character. */
type Syllables = (name: string) => string[]

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
/** As people leave it out when they type. */
const bare = (text: string): string => text.replace(/[\s()\-–·.'’]/g, '')

/**
 * Finds customers by a part of name, id, phone or e-mail, and Chinese names by pinyin: whole (`zhangwei`) or by first
 * letters (`zw`). One text per customer, so that looking through a hundred thousand takes some milliseconds.
 */
export class SearchIndex {
  /** By number. */
  private readonly texts: string[] = []
  private readonly initials: string[] = []
  /** Names that are still to be spelt. */
  private readonly unspelt: [number, string][] = []

  add(words: Words[]): void {
    for (const { number, id, name, phone, email } of words) {
      this.texts[number] = [
        name && fold(name),
        name && bare(fold(name)),
        fold(id),
        phone && bare(fold(phone)),
        email && fold(email),
      ]
        .filter((text) => text)
        .join('\n')
      if (name && /\p{Script=Han}/u.test(name)) this.unspelt.push([number, name])
    }
  }

  /** Spells so many names; whether some are left. */
  spell(most: number, syllables: Syllables): boolean {
    for (const [number, name] of this.unspelt.splice(0, most)) {
      const parts = syllables(fold(name)).map(bare)
      this.texts[number] += `\n${parts.join('')}`
      this.initials[number] = parts.map((part) => part.charAt(0)).join('')
    }
    return this.unspelt.length > 0
  }

  /** By number, 1 where it was found. */
  find(query: string): Uint8Array {
    const hits = new Uint8Array(this.texts.length)
    const [whole, short] = [fold(query), bare(fold(query))]
    this.texts.forEach((text, number) => {
      const found = text.includes(whole) || (short && text.includes(short))
      if (found || this.abbreviated(number, short)) hits[number] = 1
    })
    return hits
  }

  /** Two letters stand in the middle of every other firm's name: they mean its beginning. */
  private abbreviated(number: number, short: string): boolean {
    const letters = this.initials[number]
    if (!letters || !short) return false
    return short.length < 3 ? letters.startsWith(short) : letters.includes(short)
  }
}
