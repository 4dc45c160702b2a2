import LRU from 'zrender/lib/core/LRU.js'

/**
 * zrender keeps the widths of drawn texts in a plain object, under the text itself: a cell `__proto__` or `constructor` would
 * reach what all objects share. Here each text has a name of its own.
 */
const shared = LRU.prototype as { get(key: string): unknown; put(key: string, value: unknown): unknown }
const { get, put } = shared
shared.get = function (key) {
  return get.call(this, `=${key}`)
}
shared.put = function (key, value) {
  return put.call(this, `=${key}`, value)
}
