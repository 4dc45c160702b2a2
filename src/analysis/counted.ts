import { bars, barsHeight } from '../charts/bars'
import { numberOrNull, type Row } from '../model/row'
import type { Panel, Say } from './panel'

/** A text of the files, or what the panel says where they leave it open. */
export const unlessUnsaid = (panel: string, text: Row[string] | undefined, say: Say): string =>
  text == null ? say.t(`panel.${panel}.unsaid`) : String(text)

/** A bar for each text in `key`, as long as its `count`, with its `share`; the panel's words name both. */
export const counted = (panel: string, key: string, count: string): Pick<Panel, 'height' | 'chart'> => ({
  height: (rows) => barsHeight(rows.length),
  chart: (rows, look) => {
    const { format } = look
    return bars(
      {
        summary: format.t(`panel.${panel}.title`),
        scale: 'count',
        rows: rows.map((row) => ({
          key: String(row[key] ?? ''),
          label: unlessUnsaid(panel, row[key], format),
          value: numberOrNull(row[count]),
          share: numberOrNull(row.share),
        })),
        text: { value: format.t(`panel.${panel}.${count}`), share: format.t(`panel.${panel}.share`) },
      },
      look,
    )
  },
})
