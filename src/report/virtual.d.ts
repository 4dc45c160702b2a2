/** The script of an HTML report, built by the plugin in `vite.config.ts`. */
declare module 'virtual:viewer' {
  /** In base64, gzip. */
  export const packed: string
  /** A classic script that unpacks the text of `#viewer` and runs it. */
  export const loader: string
  /** SHA-256 in base64: of the loader, of the unpacked script. */
  export const hashes: string[]
  /** The licences of what stands in the script. */
  export const notices: string
}
