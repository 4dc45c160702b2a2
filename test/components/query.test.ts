import { formatView } from '../../src/model/view'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, panelOf } from '../../src/analysis/catalogue'
import { named, readControls, readView, toggle } from '../../src/components/query'

describe('the address', () => {
  it('names each bad value, takes its default and keeps what is right', () => {
    const { view, problems } = readView(
      {
        asOf: '2011-13-01',
        period: 'abc',
        returns: 'gross',
        tier: ['gold', 'platinum'],
        region: '华东',
        'heatmap.matrix.mode': 'foo',
      },
      CATALOGUE,
    )
    expect(view).toEqual({
      asOf: null,
      period: '12m',
      returns: 'net',
      filter: { tier: ['gold'], region: ['华东'] },
    })
    expect(problems.map(({ params }) => params.value)).toEqual([
      '2011-13-01',
      'abc',
      'gross',
      'platinum',
      'foo',
    ])
  })

  it('says nothing of an address without faults', () => {
    expect(
      readView({ asOf: '2011-12-10', period: '2011-01..2011-06', tier: 'gold' }, CATALOGUE).problems,
    ).toEqual([])
  })

  it('gives a panel the controls it offers and nothing else', () => {
    const query = {
      'heatmap.matrix.rows': '大区',
      'heatmap.matrix.mode': 'share',
      'heatmap.matrix.metric': 'nonsense',
      'trend.revenue.grain': 'week',
    }
    expect(readControls(query, panelOf('heatmap.matrix')!)).toEqual({ rows: '大区', mode: 'share' })
    expect(readControls(query, panelOf('trend.revenue')!)).toEqual({ grain: 'week' })
    expect(readControls(query, panelOf('tiers.pyramid')!)).toEqual({})
  })
})

describe('a click on a mark', () => {
  const gold = { field: 'tier', value: 'gold' }
  const east = { field: 'region', value: 'East' }

  it('adds what is not chosen', () => {
    expect(toggle({ tier: ['silver'] }, [gold, east])).toEqual({ tier: ['silver', 'gold'], region: ['East'] })
  })

  it('completes a choice that is there in part', () => {
    expect(toggle({ tier: ['gold'] }, [gold, east])).toEqual({ tier: ['gold'], region: ['East'] })
  })

  it('takes away what is all chosen, and leaves no empty field', () => {
    expect(toggle({ tier: ['gold', 'silver'], region: ['East'] }, [gold, east])).toEqual({ tier: ['silver'] })
  })

  it('names a column of the files by its header, dots and all, and writes it the same way', () => {
    const { view } = readView({ 'attr.Store.type': ['mall', 'online'], 'attr.': 'x', nonsense: 'y' })
    expect(view.filter).toEqual({ '#Store.type': ['mall', 'online'] })
    expect(formatView(view)).toEqual({ 'attr.Store.type': ['mall', 'online'] })
  })

  it('finds own segments by id and by name, once, and names those that are gone', () => {
    const segments = [{ id: 'a1', name: 'Large' }]
    const read = named(readView({ saved: ['a1', 'Large', 'Old'] }), segments)
    expect(read.view.filter).toEqual({ saved: ['Large'] })
    expect(read.problems.map(({ params }) => params.value)).toEqual(['Old'])
    expect(named(readView({ saved: 'Old', tier: 'gold' }), segments).view.filter).toEqual({ tier: ['gold'] })
  })
})
