import { reactive } from 'vue'

/** What the page asked of other origins since it was loaded, and what its policy kept it from asking. */
export const traffic = reactive({ requests: 0, blocked: 0 })

const own = (address: string): boolean =>
  /^(blob|data):/.test(address) || new URL(address, location.href).origin === location.origin

export function watchTraffic(): void {
  new PerformanceObserver((list) => {
    traffic.requests += list.getEntries().filter((entry) => !own(entry.name)).length
  }).observe({ type: 'resource', buffered: true })
  document.addEventListener('securitypolicyviolation', () => traffic.blocked++)
}
