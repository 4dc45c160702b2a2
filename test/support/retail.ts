import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { dataFolder } from '../setup/data.mjs'

/** Online Retail (UCI, doi 10.24432/C5BW33), 541,909 lines, as it is published. */
export async function retail(): Promise<string> {
  const chunks: Buffer[] = []
  const archive = createReadStream(`${dataFolder() ?? ''}/online_retail/online_retail.csv.gz`)
  for await (const chunk of archive.pipe(createGunzip())) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
