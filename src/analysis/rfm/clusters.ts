import { keepFit, readFeatures } from '../../tables/clusters/table'
import { FEATURES, type Features, type Fit, type Fitter } from '../../tables/clusters/features'
import type { ClustersSetting } from '../../model/clusters'
import type { Build } from '../build'
import type { Session } from '../session'

/** Fits where it is asked: the code of k-means comes only then. */
const here: Fitter = async (...asked) => (await import('../../tables/clusters/fit')).fit(...asked)

/** Groups by behaviour: fitted when somebody asks for them, over all customers, and again only when these changed. */
export class Clusters {
  /** Set where fitting must not stand in the way of a page. */
  fitter: Fitter = here
  private of = ''
  private running: Promise<void> | null = null
  private last: { features: Features; k: ClustersSetting['k']; fit: Fit } | null = null

  /** Makes sure that the dimension `cluster` stands for the present marts; nothing else waits for the fit. */
  stand(session: Session): Promise<void> {
    this.running ??= this.followed(session).finally(() => (this.running = null))
    return this.running
  }

  private async followed(session: Session): Promise<void> {
    for (;;) {
      const read = await session.quiet(async (quiet) => {
        const key = keyOf(quiet)
        return key && key !== this.of ? { key, features: await readFeatures(quiet.engine) } : null
      })
      if (!read) return
      const fit = await this.fitted(read.features, session.config.clusters.k)
      // The marts may have been built anew meanwhile; then it is fitted to what stands now.
      await session.quiet(async (quiet) => {
        if (keyOf(quiet) === read.key) await this.keep(quiet, read.key, fit)
      })
    }
  }

  /** The same for who has the session for themselves. */
  async standWithin(session: Build): Promise<void> {
    const key = keyOf(session)
    if (!key || key === this.of) return
    await this.keep(
      session,
      key,
      await this.fitted(await readFeatures(session.engine), session.config.clusters.k),
    )
  }

  private async keep({ engine }: Build, key: string, fit: Fit): Promise<void> {
    await keepFit(engine, fit)
    this.of = key
  }

  private async fitted(features: Features, k: ClustersSetting['k']): Promise<Fit> {
    const { last } = this
    if (last && last.k === k && same(last.features, features)) return last.fit
    const fit = await this.fitter(features, k)
    this.last = { features, k, fit }
    return fit
  }
}

/** Which marts stand, and how many groups are wanted; empty where there is nobody. */
const keyOf = ({ params, failure, base, config }: Build): string =>
  params && !failure ? `${base} ${config.clusters.k ?? 'auto'}` : ''

const same = (one: Features, other: Features): boolean =>
  FEATURES.every(
    (name) =>
      one[name].length === other[name].length &&
      one[name].every((value, at) => Object.is(value, other[name][at])),
  )
