import LRU from 'zrender/lib/core/LRU.js'

/**
 * zrender keeps the widths of drawn texts in a plain object, under the text itself: a cell `__proto__` or `constructor` would
 * reach what all objects share. Such texts get another name there.
 */
const shared = LRU.prototype as { get(key: string): unknown; put(key: string, value: unknown): unknown }
const { get, put } = shared
const BORNE = new Set(Object.getOwnPropertyNames(Object.prototype))
const own = (key: string): string => (BORNE.has(key) ? `\0${key}` : key)
shared.get = function (key) {
  return get.call(this, own(key))
}
shared.put = function (key, value) {
  return put.call(this, own(key), value)
}
