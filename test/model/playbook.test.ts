import { describe, expect, it } from 'vitest'
import { GROUPS, planOf, TREATED, usualPlan, withTreatment, type Treatment } from '../../src/model/playbook'
import { emptyRecipe, readRecipe } from '../../src/model/recipe'

const made = (part: Partial<Treatment> = {}): Treatment => ({
  tier: 'gold',
  stage: 'active',
  service: '',
  offer: '',
  contactDays: null,
  budget: null,
  ...part,
})

describe('treatments', () => {
  it('every tier and stage has one, and a stage that is not known is treated as active', () => {
    for (const group of GROUPS)
      for (const stage of TREATED) expect(usualPlan(group, stage).contactDays).toBeGreaterThanOrEqual(0)
    expect(usualPlan('gold', 'unknown')).toEqual(usualPlan('gold', 'active'))
  })

  it('only what differs from the shipped one is kept, and it takes the place of the one before', () => {
    const usual = usualPlan('gold', 'active')
    expect(
      withTreatment([], made({ contactDays: usual.contactDays, role: usual.role, offer: '  ' })),
    ).toEqual([])
    const once = withTreatment([], made({ contactDays: 10, role: usual.role }))
    expect(once).toEqual([made({ contactDays: 10 })])
    const twice = withTreatment(once, made({ budget: 0 }))
    expect(twice).toEqual([made({ budget: 0 })])
    expect(planOf(twice, 'gold', 'active')).toEqual({ ...usual, budget: 0 })
    expect(withTreatment(twice, made())).toEqual([])
  })

  it('a rhythm of 0 days is a choice, not the lack of one', () => {
    expect(planOf(withTreatment([], made({ contactDays: 0 })), 'gold', 'active').contactDays).toBe(0)
  })

  it('a treatment as it was written before there were roles is still taken', () => {
    const old = { tier: 'gold', stage: 'active', service: 's', contactDays: 30, offer: 'o', budget: 100 }
    expect(readRecipe({ ...emptyRecipe(), playbook: [old] }).playbook).toEqual([old])
  })
})
