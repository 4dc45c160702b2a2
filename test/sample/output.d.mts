/** Path from the root of the project → text, for every file of the sample company. */
export function makeOutput(): Record<string, string>
