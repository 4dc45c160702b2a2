import * as v from 'valibot'
import { isPeriod } from './view'

/** How RFM looks at customers; each missing part is the default. */
export const RfmSchema = v.strictObject({
  /** Over which window, as of the view's date; empty: the view's own period. */
  window: v.pipe(
    v.string(),
    v.check((text) => !text || isPeriod(text), '12m, 24m, all, 2011-01..2011-06'),
  ),
})
export type RfmSetting = v.InferOutput<typeof RfmSchema>
export const defaultRfm = (): RfmSetting => ({ window: '' })
