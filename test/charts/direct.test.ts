import { expect, it } from 'vitest'
import { directLabels } from '../../src/charts/direct'
import { plainLook } from '../gallery/look'

const label = { x: 1, y: 2, text: 'Gold', color: '#000' }

it('a label with nothing to say beyond its name is passed over by the pointer; one that has something is not', () => {
  expect(directLabels([label], plainLook())).toMatchObject({ silent: true, tooltip: { show: false } })
  const telling = directLabels([label, { ...label, data: { lines: [] } }], plainLook())
  expect(telling).toMatchObject({ silent: false, tooltip: { show: true } })
})
