/** Whether reports speak with the words of this file: what a panel says, and what panels say in common. */
export const isSpoken = (path: string): boolean =>
  /\/locales\/[\w-]+\/(errors|model|panels|report)\.json$|\/analysis\/\w+\/words\//.test(path)
