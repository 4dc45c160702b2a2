import type { Features } from '../tables/clusters/features'
import type { ClustersSetting } from '../model/clusters'
import { fit } from '../tables/clusters/fit'

export interface Asked {
  features: Features
  k: ClustersSetting['k']
}

self.onmessage = ({ data }: MessageEvent<Asked>) => self.postMessage(fit(data.features, data.k))
