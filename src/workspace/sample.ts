/** The files of the sample company that is shipped with the page, its name by language, and its currency. */
export async function fetchSample(): Promise<{
  files: File[]
  name: Record<string, string>
  currency: string
}> {
  const folder = new URL('samples/', document.baseURI)
  const manifest = (await (await fetch(new URL('manifest.json', folder))).json()) as {
    name: Record<string, string>
    files: string[]
    currency: string
  }
  const files = await Promise.all(
    manifest.files.map(async (name) => new File([await (await fetch(new URL(name, folder))).blob()], name)),
  )
  return { ...manifest, files }
}
