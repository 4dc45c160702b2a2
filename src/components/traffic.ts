import { reactive } from 'vue'

/** What the page asked of other origins since it was loaded, and what its policy kept it from asking. */
export const traffic = reactive({ requests: 0, blocked: 0 })

const own = (address: string): boolean =>
  /^(blob|data):/.test(address) || new URL(address, location.href).origin === location.origin

/** Browsers may list an attempt among the resources though their policy kept it back: such a one did not leave. */
export function left(asked: string[], refused: string[]): number {
  const held = [...refused]
  return asked.filter((address) => {
    const at = held.indexOf(address)
    if (at >= 0) held.splice(at, 1)
    return at < 0
  }).length
}

export function watchTraffic(): void {
  const [asked, refused]: [string[], string[]] = [[], []]
  const count = () => {
    traffic.requests = left(asked, refused)
    traffic.blocked = refused.length
  }
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (!own(name)) asked.push(name)
    count()
  }).observe({ type: 'resource', buffered: true })
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    refused.push(blockedURI)
    count()
  })
}
