import { labelled } from '../test/recognise/data'
import { headingOf } from '../src/ingest/recognise/heading'
const all = ['/work/shared/shapes/shapes.json', '/work/read/test/recognise/tables/zh.json', '/work/read/test/recognise/tables/en.json'].flatMap(labelled)
const ids = process.argv.slice(2)
for (const s of all) if (!ids.length || ids.includes(s.id)) console.log(s.id + '\t' + s.header.map((h) => `${h}=${headingOf(h).concepts.join('+')}${headingOf(h).unknown > 0.2 ? '?' : ''}`).join(' | '))
