import { AppError } from '../../model/error'
import type { ValueFeatures, ValueFit, ValueFitter } from '../../tables/value/features'
import { keepValueFit, readValueFeatures } from '../../tables/value/table'
import type { Build } from '../build'
import type { Session } from '../session'

/** Fits where it is asked: the code of the models comes only then. */
const here: ValueFitter = async (features) => (await import('../../tables/value/fit')).fitValue(features)

/** What customers will still buy: fitted when somebody asks for it, over all customers, and again only when these changed. */
export class Value {
  /** Set where fitting must not stand in the way of a page. */
  fitter: ValueFitter = here
  private of = 0
  private running: Promise<void> | null = null
  private wanted = 0
  private cancel = new AbortController()
  private last: { features: ValueFeatures; fit: ValueFit } | null = null

  /** Makes sure that `model_value` and what belongs to it stand for the present marts; a fit to older ones is given up. */
  stand(session: Session): Promise<void> {
    if (this.running && keyOf(session) !== this.wanted) this.cancel.abort()
    this.running ??= this.followed(session).finally(() => (this.running = null))
    return this.running
  }

  /** Message that says why nothing can be told of the whole past, or of the time held out; null: it can. */
  why(part: 'model' | 'then'): string | null {
    const failure = this.last?.fit.failures[part]
    return failure ? `panel.value.why.${failure}` : null
  }

  private async followed(session: Session): Promise<void> {
    for (;;) {
      const read = await session.quiet(async (quiet) => {
        const key = keyOf(quiet)
        return key && key !== this.of ? { key, features: await readValueFeatures(quiet.engine) } : null
      })
      if (!read) return
      const fit = await this.fitted(read.key, read.features)
      // The marts may have been built anew meanwhile; then it is fitted to what stands now.
      if (fit)
        await session.quiet(async (quiet) => {
          if (keyOf(quiet) !== read.key) return
          await keepValueFit(quiet.engine, fit)
          this.of = read.key
        })
    }
  }

  /** Null: it was given up. */
  private async fitted(key: number, features: ValueFeatures): Promise<ValueFit | null> {
    if (this.last && same(this.last.features, features)) return this.last.fit
    this.wanted = key
    this.cancel = new AbortController()
    try {
      const fit = await this.fitter(features, this.cancel.signal)
      this.last = { features, fit }
      return fit
    } catch (cause) {
      if (AppError.from(cause).code === 'cancelled' && this.cancel.signal.aborted) return null
      throw cause
    }
  }
}

/** Which marts stand; 0 where there is nobody. */
const keyOf = ({ params, failure, base }: Build): number => (params?.data_end && !failure ? base : 0)

const same = (one: ValueFeatures, other: ValueFeatures): boolean =>
  (Object.keys(one) as (keyof ValueFeatures)[]).every(
    (name) =>
      one[name].length === other[name].length &&
      one[name].every((value, at) => Object.is(value, other[name][at])),
  )
