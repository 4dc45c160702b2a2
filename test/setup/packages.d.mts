export interface Package {
  path: string
  name: string
  version: string
  licence: string
  integrity: string
}
export function production(root: string): Package[]
export function notices(root: string, only?: (name: string) => boolean): string
export function faultsOf(packages: Package[]): string[]
