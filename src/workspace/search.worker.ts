import { pinyin } from 'pinyin-pro'
import type { Words } from '../analysis/customers/list'
import { SearchIndex } from '../analysis/customers/search'

/** What is asked, and what is answered; `spelt`: names are found by pinyin too. */
export type Asked = { words: Words[]; last: boolean } | { id: number; query: string }
export type Told = { spelt: true } | { id: number; hits: Uint8Array }

const index = new SearchIndex()
/** So many names between two looks at what was asked meanwhile. */
const SLICE = 2000
const syllables = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true })

function spell(): void {
  if (index.spell(SLICE, syllables)) setTimeout(spell)
  else self.postMessage({ spelt: true } satisfies Told)
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if ('words' in data) {
    index.add(data.words)
    if (data.last) setTimeout(spell)
    return
  }
  const hits = index.find(data.query)
  self.postMessage({ id: data.id, hits } satisfies Told, { transfer: [hits.buffer] })
}
