/** The script of an HTML report, built by itself into one classic script, as text that may stand inside a page. */
declare module 'virtual:viewer' {
  const code: string
  export default code
}
